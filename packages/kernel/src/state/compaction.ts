import type { Event, EventOf } from '../events/event.ts'
import type { Reply } from '../events/reply.ts'
import { openIntent } from './open.ts'
import type { State } from './state.ts'
import { contextTokens, usageTokens } from './usage.ts'

export interface CompactionState {
  /** What stands at or before this seq is replaced for the model. */
  upto: number
  /** The oldest seq that the conversation can be folded from. */
  from: number
  /** Compactions because of an overflow that failed since the model last replied. */
  failures: number
  /** Whether the newest one failed. */
  failed: boolean
  /** Somebody cancelled the one that is open. */
  cancelled: boolean
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
  failed: false,
  cancelled: false,
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
      return { ...compaction, attempt: event.data.attempt, asked: null, cancelled: false }
    case 'cancel.requested':
      return event.data.task === undefined ? { ...compaction, cancelled: true } : compaction
    case 'compaction.settled': {
      const intent = openIntent(before.open, 'compaction.started', event.cause)
      return intent ? settled(compaction, event.data, { intent, before }) : compaction
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

interface Settling {
  intent: EventOf<'compaction.started'>
  before: State
}

function settled(
  compaction: CompactionState,
  data: EventOf<'compaction.settled'>['data'],
  { intent, before }: Settling,
): CompactionState {
  const { reason, focus } = intent.data
  switch (data.kind) {
    case 'failed': {
      const failures = compaction.failures + (reason === 'overflow' ? 1 : 0)
      return { ...compaction, failures, failed: true, left: contextTokens(before) }
    }
    case 'lost':
      // Whoever asked for it still waits.
      if (reason !== 'asked') return compaction
      return { ...compaction, asked: focus === undefined ? {} : { focus } }
    case 'compacted': {
      const after = { ...compaction, failures: 0, failed: false, attempt: 0, left: data.after ?? 0 }
      if (!data.content) return after
      const { upto = intent.data.upto, from = upto + 1 } = data
      const waiting = before.inputs.pending.map(({ seq }) => seq)
      return { ...after, upto, from: Math.min(from, ...waiting) }
    }
    default:
      return compaction
  }
}

/** What was left is known when the provider has counted it. */
function counted(compaction: CompactionState, { usage }: Reply): CompactionState {
  const left = usage ? Math.min(compaction.left, usageTokens(usage)) : compaction.left
  return { ...compaction, failures: 0, left }
}
