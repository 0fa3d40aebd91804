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
        step.kind === 'run' ? spanOf(step.at, step.end ? step.ms : trace.last.at - step.at) : [],
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
const actingOf = ({ acted, settledAt }: CallStep): Span[] =>
  acted === null || settledAt === null ? [] : [{ from: acted, to: settledAt }]

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
