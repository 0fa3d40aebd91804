import type { Event } from '../events/event.ts'
import type { Failure } from '../events/failure.ts'
import type { Configuration } from '../events/session-configured.ts'
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
  /** Which model is asked: 0 the session's, n its nth fallback, which stays for the rest of the run. */
  choice: number
}

export const noModel: ModelState = {
  attempt: 0,
  failures: 0,
  failure: null,
  rested: false,
  owes: false,
  choice: 0,
}

export function evolveModel(model: ModelState, event: Event, before: State): ModelState {
  switch (event.type) {
    case 'model.started':
      return started(model, event.data)
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
    case 'session.configured':
      return isSameChain(event.data, before)
        ? model
        : { ...model, choice: 0, failures: 0, failure: null }
    case 'run.finished':
      // A reply that failed or was cancelled is not owed by the next run: an input starts it.
      return noModel
    default:
      return model
  }
}

/** Whether the same models are asked in the same order. */
const isSameChain = ({ model, fallbacks }: Configuration, { identity }: State): boolean =>
  JSON.stringify([model, fallbacks]) ===
  JSON.stringify([identity.configuration?.model, identity.configuration?.fallbacks])

type Started = Extract<Event, { type: 'model.started' }>['data']

function started(model: ModelState, { attempt, choice = 0 }: Started): ModelState {
  const failures = choice === model.choice ? model.failures : 0
  return { attempt, failures, failure: null, rested: false, owes: true, choice }
}

type Settled = Extract<Event, { type: 'model.settled' }>['data']

function settled(model: ModelState, data: Settled): ModelState {
  switch (data.kind) {
    case 'replied':
      return {
        ...noModel,
        owes: data.reply.parts.some((part) => part.type === 'call'),
        choice: model.choice,
      }
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
