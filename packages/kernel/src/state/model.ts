import type { Event } from '../events/event.ts'
import type { Failure } from '../events/failure.ts'
import { openIntent } from './open.ts'
import type { State } from './state.ts'

/** Where the conversation with the model stands. */
export interface ModelState {
  /** Number of the newest attempt at the next reply; 0 when none was made since the last reply. */
  attempt: number
  /** Attempts that failed since the last reply, lost ones not counted. */
  failures: number
  /** Why the newest attempt failed, until the next one starts. */
  failure: (Failure & { jitter: number }) | null
  /** Whether the pause after a failure is over. */
  rested: boolean
  /** Whether the model owes a reply: results it has not seen, or an attempt that came to nothing. */
  owes: boolean
}

export const noModel: ModelState = {
  attempt: 0,
  failures: 0,
  failure: null,
  rested: false,
  owes: false,
}

export function evolveModel(model: ModelState, event: Event, before: State): ModelState {
  switch (event.type) {
    case 'model.started':
      return { ...model, attempt: event.data.attempt, failure: null, rested: false, owes: true }
    case 'model.settled':
      return settled(model, event.data)
    case 'timer.settled':
      return event.data.kind !== 'cancelled' &&
        openIntent(before.open, 'timer.started', event.cause)?.data.purpose === 'retry'
        ? { ...model, rested: true }
        : model
    case 'compaction.settled':
      return event.data.kind === 'compacted' && model.failure?.code === 'overflow'
        ? { ...model, failure: null }
        : model
    case 'run.finished':
      // A reply that failed or was cancelled is not owed by the next run: an input starts it.
      return noModel
    default:
      return model
  }
}

type Settled = Extract<Event, { type: 'model.settled' }>['data']

function settled(model: ModelState, data: Settled): ModelState {
  switch (data.kind) {
    case 'replied':
      return { ...noModel, owes: data.reply.parts.some((part) => part.type === 'call') }
    case 'failed':
      return {
        ...model,
        failures: model.failures + 1,
        failure: { ...data.failure, jitter: data.jitter },
      }
    default:
      return model
  }
}
