import { costOf } from './paid-in.ts'
import { callsIn, subagentsIn } from './steps-in.ts'
import { hasFailed, modelName, type TimeSpent } from './summary.ts'
import { timeIn } from './time-in.ts'
import type { CallStep, ModelStep, Trace } from './trace.ts'

/** How something is spread, in milliseconds or tokens: the middle, the value that 95 of 100 do not pass, the most. */
export interface Spread {
  count: number
  sum: number
  p50: number
  p95: number
  most: number
}

/** Numbers of one or several sessions together, their subagents included. */
export interface Stats {
  sessions: number
  events: number
  /** How runs ended, and how many so; `open` for those that go on. */
  runs: Readonly<Record<string, number>>
  /** Replies of a run. */
  turns: Spread
  time: TimeSpent
  models: readonly ModelStats[]
  tools: readonly ToolStats[]
  /** The calls that took longest, at most ten. */
  slowest: readonly SlowCall[]
}

export interface ModelStats {
  /** `provider/name`. */
  model: string
  requests: number
  failed: number
  /** From the request to the whole reply, in milliseconds. */
  ms: Spread
  inputTokens: Spread
  outputTokens: Spread
  /** The share of the input that came from the provider's cache, in 0…1; null where nothing was counted. */
  cached: number | null
  /** Output tokens in a second of asking; null where nothing was counted. */
  perSecond: number | null
  /** US dollars; null where the price is unknown. */
  cost: number | null
}

export interface ToolStats {
  tool: string
  calls: number
  failed: number
  denied: number
  /** Of acting alone: neither judging nor asking. */
  ms: Spread
}

export interface SlowCall {
  session: string
  id: string
  tool: string
  ms: number
}

const mostSlow = 10

/** The numbers of sessions, side by side or alone. */
export function statsOf(traces: readonly Trace[]): Stats {
  const all = traces.flatMap((trace) => [trace, ...subagentsIn(trace)])
  const steps = all.flatMap((trace) => trace.steps)
  const runs = steps.filter((step) => step.kind === 'run')
  const models = steps.filter((step) => step.kind === 'model')
  const calls = all.flatMap((trace) => callsIn(trace))
  const times = traces.map((trace) => timeIn(trace))
  const ends = Map.groupBy(runs, ({ end }) => end?.limit ?? end?.reason ?? 'open')
  return {
    sessions: traces.length,
    events: all.reduce((sum, { last }) => sum + last.seq, 0),
    runs: Object.fromEntries([...ends].map(([end, own]) => [end, own.length])),
    turns: spreadOf(runs.map(({ turns }) => turns)),
    time: {
      runs: sumOf(times.map((time) => time.runs)),
      models: sumOf(times.map((time) => time.models)),
      tools: sumOf(times.map((time) => time.tools)),
      people: sumOf(times.map((time) => time.people)),
    },
    models: [...Map.groupBy(models, modelName)].map(([model, own]) => modelStats(model, own)),
    tools: [...Map.groupBy(calls, ({ tool }) => tool)]
      .map(([tool, own]) => toolStats(tool, own))
      .toSorted((one, other) => other.ms.sum - one.ms.sum || other.calls - one.calls),
    slowest: all
      .flatMap((trace) => callsIn(trace).flatMap((call) => slowCall(trace, call)))
      .toSorted((one, other) => other.ms - one.ms)
      .slice(0, mostSlow),
  }
}

/** Of a call that never acted it is not known how long it took. */
const slowCall = ({ session }: Trace, { id, tool, ms }: CallStep): SlowCall[] =>
  ms === null ? [] : [{ session, id, tool, ms }]

function modelStats(model: string, own: readonly ModelStep[]): ModelStats {
  const replied = own.filter(({ outcome }) => outcome === 'replied')
  const usages = replied.flatMap(({ usage }) => usage ?? [])
  const input = sumOf(usages.map(({ inputTokens }) => inputTokens))
  const output = sumOf(usages.map(({ outputTokens }) => outputTokens))
  const ms = spreadOf(replied.flatMap((step) => step.ms ?? []))
  return {
    model,
    requests: own.length,
    failed: own.filter(({ outcome }) => outcome === 'failed').length,
    ms,
    inputTokens: spreadOf(usages.map(({ inputTokens }) => inputTokens)),
    outputTokens: spreadOf(usages.map(({ outputTokens }) => outputTokens)),
    cached:
      input > 0 ? sumOf(usages.map(({ cacheReadTokens = 0 }) => cacheReadTokens)) / input : null,
    perSecond: ms.sum > 0 && output > 0 ? (output * 1000) / ms.sum : null,
    cost: costOf(replied),
  }
}

const toolStats = (tool: string, own: readonly CallStep[]): ToolStats => ({
  tool,
  calls: own.length,
  failed: own.filter(hasFailed).length,
  denied: own.filter(({ status }) => status === 'denied').length,
  ms: spreadOf(own.flatMap(({ ms }) => ms ?? [])),
})

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other)
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return {
    count: sorted.length,
    sum: sumOf(sorted),
    p50: rank(0.5),
    p95: rank(0.95),
    most: sorted.at(-1) ?? 0,
  }
}
