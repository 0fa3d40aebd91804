import type { Content } from '../events/content.ts'
import type { ModelSpec } from '../events/model-spec.ts'
import type { Usage } from '../events/usage.ts'
import type { Message } from './provider.ts'

/** Makes a conversation shorter. */
export interface Compactor {
  /** What shall stand in the place of `messages`. A rejection is recorded as a failed compaction. */
  compact(
    messages: readonly Message[],
    options: { signal: AbortSignal; model: ModelSpec },
  ): Promise<{ content: Content; usage?: Usage }>
}
