import type { Event, EventOf } from '../events/event.ts'
import { denialOf } from '../events/hook.ts'
import type { RunReason } from '../events/run-finished.ts'
import { openIntent } from './open.ts'
import { isPromoted } from './tasks.ts'
import type { State } from './state.ts'

/** Something the model has not seen yet: an input, a nudge, or the end of a background task. */
interface PendingInput {
  seq: number
  mode: 'steer' | 'follow-up'
  /** Whether it alone starts a run. Not when it was already there as a run was cancelled or failed. */
  wakes: boolean
  /** Whether it came from outside: a person, or a parent. */
  isFromOutside: boolean
  /** Of a hook, and nothing to answer: shown with what else there is. `to`: with the input of that seq. */
  remark?: { to?: number }
}

export interface Inputs {
  pending: readonly PendingInput[]
}

export const noInputs: Inputs = { pending: [] }

export function evolveInputs(inputs: Inputs, event: Event, before: State): Inputs {
  switch (event.type) {
    case 'input.received':
      return arrived(inputs, {
        seq: event.seq,
        mode: event.data.mode,
        wakes: true,
        isFromOutside: event.data.from !== 'harness',
      })
    case 'task.settled':
      if (event.cause === null || !isPromoted(before.tasks, event.cause)) return inputs
      if (event.data.kind === 'forked') return inputs
      return arrived(inputs, {
        seq: event.seq,
        mode: 'steer',
        wakes: before.run.active || (!isCut(before) && !isCancelled(before, event.cause)),
        isFromOutside: false,
      })
    case 'hook.settled':
      return heard(inputs, event, before)
    case 'call.judged':
      return 'content' in event.data && event.data.content
        ? arrived(inputs, { ...told(event.seq), remark: {} })
        : inputs
    case 'rewind.settled':
      return 'content' in event.data && event.data.content
        ? arrived(inputs, told(event.seq))
        : inputs
    case 'model.started':
      return { pending: inputs.pending.filter(({ seq }) => !event.data.inputs.includes(seq)) }
    case 'cancel.requested':
      return event.data.task === undefined ? asleep(inputs) : inputs
    case 'run.finished':
      return afterRun(inputs, event.data.reason)
    default:
      return inputs
  }
}

/** Whether something waits that starts a run by itself. */
export const wakes = ({ inputs }: Pick<State, 'inputs'>): boolean =>
  inputs.pending.some((input) => input.wakes)

/** A run that was cut short is not started anew by the end of what it began: only somebody from outside does that. */
const isCut = ({ run }: State): boolean => run.last !== null && cuts.has(run.last.reason)
/** Whoever asked for its end knows of it: the model is told with what comes next. */
const isCancelled = ({ tasks }: State, task: number): boolean => tasks.cancelling.includes(task)
const cuts: ReadonlySet<string> = new Set(['failed', 'limit', 'stuck', 'cancelled'])

/** What made a run fail would make the next one fail; a bound that was reached holds for what comes of the run itself. */
function afterRun(inputs: Inputs, reason: RunReason): Inputs {
  if (reason === 'failed') return asleep(inputs)
  if (!cuts.has(reason)) return inputs
  return {
    pending: inputs.pending.map((input) => ({
      ...input,
      wakes: input.wakes && input.isFromOutside,
    })),
  }
}

/** What hooks say waits to be shown like any input; what they refuse is not shown. */
function heard(inputs: Inputs, { seq, cause, data }: EventOf<'hook.settled'>, before: State) {
  const moment = openIntent(before.open, 'hook.started', cause)?.data
  if (!moment || data.kind !== 'answered') return inputs
  const isRefused = denialOf(data.answers) !== undefined
  if (moment.event === 'UserPromptSubmit' && isRefused) {
    return { pending: inputs.pending.filter((input) => input.seq !== moment.input) }
  }
  if (!data.content) return inputs
  if (isRefused) return arrived(inputs, told(seq))
  if (moment.event !== 'UserPromptSubmit') return arrived(inputs, { ...told(seq), remark: {} })
  const mode = inputs.pending.find((input) => input.seq === moment.input)?.mode ?? 'steer'
  return arrived(inputs, { ...told(seq), mode, remark: { to: moment.input } })
}

const told = (seq: number): PendingInput => ({
  seq,
  mode: 'steer',
  wakes: false,
  isFromOutside: false,
})

const asleep = (inputs: Inputs): Inputs => ({
  pending: inputs.pending.map((input) => ({ ...input, wakes: false })),
})

const arrived = (inputs: Inputs, input: PendingInput): Inputs => ({
  pending: [...inputs.pending, input],
})
