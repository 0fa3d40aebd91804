import type { Event } from '../events/event.ts'
import { openIntent } from './open.ts'
import type { State } from './state.ts'

export interface CompactionState {
  /** What stands at or before this seq is replaced for the model. */
  upto: number
  /** The oldest seq that the conversation can be folded from. */
  from: number
  /** Compactions that failed since the last one that worked. */
  failures: number
  attempt: number
}

export const noCompaction: CompactionState = { upto: 0, from: 1, failures: 0, attempt: 0 }

export function evolveCompaction(
  compaction: CompactionState,
  event: Event,
  before: State,
): CompactionState {
  switch (event.type) {
    case 'compaction.started':
      return { ...compaction, attempt: event.data.attempt }
    case 'compaction.settled': {
      const intent = openIntent(before.open, 'compaction.started', event.cause)
      if (event.data.kind === 'failed') {
        return { ...compaction, failures: compaction.failures + 1 }
      }
      if (event.data.kind !== 'compacted' || !intent) return compaction
      const waiting = before.inputs.pending.map(({ seq }) => seq)
      const { upto } = intent.data
      return { upto, from: Math.min(upto + 1, ...waiting), failures: 0, attempt: 0 }
    }
    case 'run.finished':
      return { ...compaction, failures: 0, attempt: 0 }
    default:
      return compaction
  }
}
