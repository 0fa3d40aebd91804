// The run under way: its counters, why it must stop, and whether it goes in circles. All of it ends with the run.
import type { Event } from '../events/event.ts'
import { replyCalls } from '../events/reply.ts'
import type { RunFinished } from '../events/run-finished.ts'
import { fingerprint } from './fingerprint.ts'
import type { State } from './state.ts'
import { costOf, usageTokens } from './usage.ts'

export interface RunState {
  active: boolean
  /** Model calls that were answered. */
  turns: number
  /** Input and output tokens, subagents included. */
  tokens: number
  /** US dollars; calls of unknown price not counted. */
  cost: number
  /** Set when the run must end before the model is done. */
  stop: { reason: 'cancelled'; by: string } | { reason: 'deadline' } | null
  /** Fingerprints of the newest turns' calls, oldest first. */
  circle: readonly string[]
  /** The turn after which the model was told that it goes in circles. */
  nudged: number | null
  /** How the last finished run ended. */
  last: RunFinished | null
}

export const noRun: RunState = {
  active: false,
  turns: 0,
  tokens: 0,
  cost: 0,
  stop: null,
  circle: [],
  nudged: null,
  last: null,
}

/** Three rounds of the longest cycle looked for. */
const circleLength = 9

export function evolveRun(run: RunState, event: Event, before: State): RunState {
  switch (event.type) {
    case 'run.started':
      return { ...noRun, active: true, last: run.last }
    case 'run.finished':
      return { ...noRun, last: event.data }
    case 'cancel.requested':
      if (!run.active || event.data.task !== undefined) return run
      return { ...run, stop: { reason: 'cancelled', by: event.data.by } }
    case 'timer.settled':
      return event.data.kind === 'elapsed' && isDeadline(before, event.cause)
        ? { ...run, stop: run.stop ?? { reason: 'deadline' } }
        : run
    case 'input.received':
      // A nudge is part of the circle; a person's word breaks it.
      if (event.data.from === 'harness') return { ...run, nudged: run.turns }
      return { ...run, circle: [], nudged: null }
    case 'model.settled':
      return event.data.kind === 'replied' ? answered(run, event.data.reply, before) : run
    case 'task.settled':
      if (event.data.kind !== 'ended' || event.data.end.kind !== 'reported') return run
      return spent(run, usageTokens(event.data.end.usage), event.data.end.cost)
    case 'compaction.settled':
      return event.data.kind === 'compacted' && event.data.usage
        ? spent(run, usageTokens(event.data.usage), costOf(event.data.usage, before))
        : run
    default:
      return run
  }
}

type Answer = Extract<
  Extract<Event, { type: 'model.settled' }>['data'],
  { kind: 'replied' }
>['reply']

function answered(run: RunState, reply: Answer, before: State): RunState {
  const calls = replyCalls(reply)
  const print = fingerprint(calls.map((call) => `${call.name} ${call.input}`).join('\n'))
  const after = reply.usage
    ? spent(run, usageTokens(reply.usage), costOf(reply.usage, before))
    : run
  return {
    ...after,
    turns: run.turns + 1,
    circle: calls.length === 0 ? [] : [...run.circle, print].slice(-circleLength),
  }
}

const spent = (run: RunState, tokens: number, cost: number | null): RunState => ({
  ...run,
  tokens: run.tokens + tokens,
  cost: run.cost + (cost ?? 0),
})

const isDeadline = (before: State, timer: number | null) =>
  before.open.some(
    (intent) =>
      intent.type === 'timer.started' && intent.seq === timer && intent.data.purpose === 'deadline',
  )
