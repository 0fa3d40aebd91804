import { callsIn } from './steps-in.ts'
import type { TimeSpent } from './summary.ts'
import type { CallStep, Trace } from './trace.ts'

interface Span {
  from: number
  to: number
}

/** What the time of a session's runs went into, up to its last event; a subagent's time is that of its call. */
export function timeIn(trace: Trace): TimeSpent {
  const calls = callsIn(trace)
  return {
    runs: covered(
      trace.steps.flatMap((step) =>
        step.kind === 'run' ? spanOf(step.at, step.end ? step.ms : heardOf(trace) - step.at) : [],
      ),
    ),
    models: covered(
      trace.steps.flatMap((step) =>
        step.kind === 'model' || step.kind === 'compaction' ? spanOf(step.at, step.ms) : [],
      ),
    ),
    tools: covered(calls.flatMap(actingOf)),
    people: covered(calls.flatMap(({ asks }) => asks.flatMap(({ at, ms }) => spanOf(at, ms)))),
  }
}

/** What goes on in the background is not waited for. */
const actingOf = ({ acted, settledAt, ms }: CallStep): Span[] =>
  acted === null || settledAt === null || ms === null ? [] : [{ from: acted, to: settledAt }]

/** When the last thing happened in a run that has no end: what a fork is told of it is of another time. */
function heardOf({ steps, last }: Trace): number {
  const fork = steps.findLastIndex((step) => step.kind === 'note' && step.note === 'forked')
  return (fork === steps.length - 1 ? steps[fork - 1]?.at : undefined) ?? last.at
}

const spanOf = (from: number, ms: number | null): Span[] =>
  ms === null ? [] : [{ from, to: from + ms }]

/** How much time the spans cover together. */
export function covered(spans: readonly Span[]): number {
  let sum = 0
  let until = -Infinity
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    sum += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return sum
}
