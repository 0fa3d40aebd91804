// The run under way: its counters, why it must stop, and whether it goes in circles. What it spent stands until somebody
// from outside begins another one: the ends of its background tasks begin runs that share its budget.
import type { Event } from '../events/event.ts'
import { replyCalls } from '../events/reply.ts'
import type { RunFinished } from '../events/run-finished.ts'
import { openIntent } from './open.ts'
import { fingerprint } from './fingerprint.ts'
import type { State } from './state.ts'
import { costOf, pricedCost, usageTokens } from './usage.ts'

export interface RunState {
  active: boolean
  /** Model calls that were answered, since somebody from outside said something. */
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
  /** The last reply neither called anything nor said that all is done by the tool `by`, where a model must; `asked` whether that was all. */
  unconfirmed: { by: string; asked: boolean } | null
  /** Milliseconds that earlier processes drove it, while it has a time limit. */
  drivenMs: number
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
  unconfirmed: null,
  drivenMs: 0,
  last: null,
}

/** Three rounds of the longest cycle looked for. */
const circleLength = 9

export function evolveRun(run: RunState, event: Event, before: State): RunState {
  switch (event.type) {
    case 'run.started':
      return { ...(isOwn(before) ? goingOn(run) : noRun), active: true, last: run.last }
    case 'run.finished':
      return { ...goingOn(run), last: event.data }
    case 'cancel.requested':
      if (!run.active || event.data.task !== undefined) return run
      return { ...run, stop: { reason: 'cancelled', by: event.data.by } }
    case 'timer.settled': {
      const timer = openIntent(before.open, 'timer.started', event.cause)
      if (timer?.data.purpose !== 'deadline') return run
      if (event.data.kind === 'elapsed') return { ...run, stop: run.stop ?? { reason: 'deadline' } }
      return { ...run, drivenMs: run.drivenMs + (event.data.waitedMs ?? 0) }
    }
    case 'input.received':
      // A nudge is part of the circle; a person's word breaks it.
      if (event.data.from === 'harness') return reminded(run)
      return { ...run, circle: [], nudged: null }
    case 'model.settled':
      return event.data.kind === 'replied' ? answered(run, event.data.reply, before) : run
    case 'task.settled':
      if (event.data.kind !== 'ended' || event.data.end.kind !== 'reported') return run
      return spent(run, usageTokens(event.data.end.usage), pricedCost(event.data.end))
    case 'tool.settled':
    case 'compaction.settled':
      return 'usage' in event.data && event.data.usage
        ? spent(run, usageTokens(event.data.usage), costOf(event.data.usage, before))
        : run
    default:
      return run
  }
}

/** A run that only the end of a task began goes on with the budget of the one before. */
const isOwn = ({ inputs }: State): boolean =>
  !inputs.pending.some((input) => input.wakes && input.isFromOutside)

const goingOn = ({ turns, tokens, cost, drivenMs }: RunState): RunState => ({
  ...noRun,
  turns,
  tokens,
  cost,
  drivenMs,
})

const reminded = (run: RunState): RunState => ({
  ...run,
  nudged: run.turns,
  unconfirmed: run.unconfirmed && { ...run.unconfirmed, asked: true },
})

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
    unconfirmed:
      reply.endsBy === undefined || calls.length > 0
        ? null
        : { by: reply.endsBy, asked: run.unconfirmed?.asked ?? false },
    circle: calls.length === 0 ? [] : [...run.circle, print].slice(-circleLength),
    // Something new: it has left the circle it was told of.
    nudged: run.circle.includes(print) ? run.nudged : null,
  }
}

const spent = (run: RunState, tokens: number, cost: number | null): RunState => ({
  ...run,
  tokens: run.tokens + tokens,
  cost: run.cost + (cost ?? 0),
})
