import type { ModelDelta } from './provider.ts'

/** What happens between two events and is never recorded. `intent` is the seq of the effect; `index` counts its deltas from 0. */
export type LiveDelta =
  | { type: 'model'; intent: number; index: number; delta: ModelDelta }
  | { type: 'progress'; intent: number; index: number; text: string }

/** Takes deltas as they come. Must not throw and must not wait. */
export type LiveSink = (delta: LiveDelta) => void
