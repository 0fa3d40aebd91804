import type { Event } from '../events/event.ts'
import type { Reply } from '../events/reply.ts'
import { openIntent } from './open.ts'
import type { State } from './state.ts'
import { contextTokens, usageTokens } from './usage.ts'

export interface CompactionState {
  /** What stands at or before this seq is replaced for the model. */
  upto: number
  /** The oldest seq that the conversation can be folded from. */
  from: number
  /** Compactions nobody asked for that failed since the model last replied. */
  failures: number
  attempt: number
  /** Somebody asked for one, with what it shall not miss; null once it began. */
  asked: { focus?: string } | null
  /** Tokens of a request after the newest one, roughly; of the model in use. */
  left: number
}

export const noCompaction: CompactionState = {
  upto: 0,
  from: 1,
  failures: 0,
  attempt: 0,
  asked: null,
  left: 0,
}

export function evolveCompaction(
  compaction: CompactionState,
  event: Event,
  before: State,
): CompactionState {
  switch (event.type) {
    case 'compaction.requested': {
      const { focus } = event.data
      return { ...compaction, asked: focus === undefined ? {} : { focus } }
    }
    case 'compaction.started':
      return { ...compaction, attempt: event.data.attempt, asked: null }
    case 'compaction.settled': {
      const intent = openIntent(before.open, 'compaction.started', event.cause)
      if (event.data.kind === 'failed') {
        const failures = compaction.failures + (intent?.data.reason === 'asked' ? 0 : 1)
        return { ...compaction, failures, left: contextTokens(before) }
      }
      if (event.data.kind !== 'compacted' || !intent) return compaction
      const after = { ...compaction, failures: 0, attempt: 0, left: event.data.after ?? 0 }
      if (!event.data.content) return after
      const { upto = intent.data.upto, from = upto + 1 } = event.data
      const waiting = before.inputs.pending.map(({ seq }) => seq)
      return { ...after, upto, from: Math.min(from, ...waiting) }
    }
    case 'model.settled':
      return event.data.kind === 'replied' ? counted(compaction, event.data.reply) : compaction
    case 'session.configured':
      return { ...compaction, left: 0 }
    case 'run.finished':
      return { ...compaction, failures: 0, attempt: 0 }
    default:
      return compaction
  }
}

/** What was left is known when the provider has counted it. */
function counted(compaction: CompactionState, { usage }: Reply): CompactionState {
  const left = usage ? Math.min(compaction.left, usageTokens(usage)) : compaction.left
  return { ...compaction, failures: 0, left }
}
