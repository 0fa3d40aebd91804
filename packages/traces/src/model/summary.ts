import { contentText, type Usage } from '@harness/kernel'
import { costOf, paidIn } from './paid-in.ts'
import { callsIn, subagentsIn } from './steps-in.ts'
import { timeIn } from './time-in.ts'
import type { CallStep, ModelStep, Trace } from './trace.ts'

/** What a session comes to, its subagents included where the trace has them. Times in milliseconds, cost in US dollars. */
export interface Summary {
  session: string
  title: string | null
  workspace: string | null
  parent: string | null
  forkedFrom: Trace['forkedFrom']
  startedAt: number
  endedAt: number
  /** The seq of the newest event. */
  events: number
  runs: number
  /** How the last run ended; null where it goes on, or none began. */
  ended: { reason: string; limit: string | null; message: string | null } | null
  /** Replies of its own model, not of its subagents'. */
  turns: number
  inputs: number
  usage: Spent
  /** Null while the price of any call is unknown; `priced` is what is known. */
  cost: number | null
  priced: number
  time: TimeSpent
  models: readonly ModelSummary[]
  tools: readonly ToolSummary[]
  asks: { asked: number; allowed: number; denied: number }
  tasks: { commands: number; subagents: number; background: number }
  compactions: number
  files: readonly FileSummary[]
  errors: readonly ErrorLine[]
}

/** Tokens of several requests. */
export interface Spent {
  inputTokens: number
  outputTokens: number
  cacheReadTokens: number
  cacheWriteTokens: number
  reasoningTokens: number
}

/** What the time of the runs went into. Calls side by side count once. */
export interface TimeSpent {
  runs: number
  models: number
  tools: number
  people: number
}

export interface ModelSummary {
  /** `provider/name`. */
  model: string
  calls: number
  failed: number
  usage: Spent
  cost: number | null
  ms: number
}

export interface ToolSummary {
  tool: string
  calls: number
  failed: number
  denied: number
  ms: number
  longest: number
}

export interface FileSummary {
  path: string
  /** What became of it, from the first change to the last. */
  change: 'created' | 'modified' | 'deleted'
  changes: number
}

/** Something that went wrong, where it stands. */
export interface ErrorLine {
  session: string
  seq: number
  /** `model`, or the name of a tool, `run`. */
  where: string
  code: string
  message: string
}

export function summaryOf(trace: Trace): Summary {
  const family = [trace, ...subagentsIn(trace)]
  const steps = family.flatMap((one) => one.steps)
  const models = steps.filter((step) => step.kind === 'model')
  const calls = family.flatMap((one) => callsIn(one))
  const compactions = steps.filter((step) => step.kind === 'compaction')
  const own = trace.steps.filter((step) => step.kind === 'run')
  const paid = paidIn(steps)
  const priced = paid.reduce((sum, { cost }) => sum + (cost ?? 0), 0)
  const { session, title, workspace, parent, forkedFrom, first, last } = trace
  return {
    session,
    title,
    workspace,
    parent,
    forkedFrom,
    startedAt: first.at,
    endedAt: last.at,
    events: last.seq,
    runs: own.length,
    ended: endOf(trace),
    turns: trace.steps.filter((step) => step.kind === 'model' && step.outcome === 'replied').length,
    inputs: trace.steps.filter((step) => step.kind === 'input').length,
    usage: added(paid.map(({ usage }) => usage)),
    cost: costOf(paid),
    priced,
    time: timeIn(trace),
    models: modelsOf(models),
    tools: toolsOf(calls),
    asks: asksOf(calls),
    tasks: {
      commands: calls.filter(({ task }) => task?.spec.kind === 'command').length,
      subagents: calls.filter(({ task }) => task?.spec.kind === 'subagent').length,
      background: calls.filter(({ task }) => task?.background).length,
    },
    compactions: compactions.filter(({ outcome }) => outcome === 'compacted').length,
    files: filesOf(calls),
    errors: family.flatMap(errorsOf),
  }
}

function endOf({ steps }: Trace): Summary['ended'] {
  const run = steps.findLast((step) => step.kind === 'run')
  if (!run?.end) return null
  const { reason, limit = null, message = null } = run.end
  return { reason, limit, message }
}

const none: Spent = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
}

const added = (usages: readonly (Usage | null)[]): Spent =>
  usages.reduce<Spent>(
    (sum, usage) => ({
      inputTokens: sum.inputTokens + (usage?.inputTokens ?? 0),
      outputTokens: sum.outputTokens + (usage?.outputTokens ?? 0),
      cacheReadTokens: sum.cacheReadTokens + (usage?.cacheReadTokens ?? 0),
      cacheWriteTokens: sum.cacheWriteTokens + (usage?.cacheWriteTokens ?? 0),
      reasoningTokens: sum.reasoningTokens + (usage?.reasoningTokens ?? 0),
    }),
    none,
  )

/** What a model is called: `provider/name`. */
export const modelName = ({ model }: Pick<ModelStep, 'model'>): string =>
  model ? `${model.provider}/${model.id}` : 'unknown'

function modelsOf(steps: readonly ModelStep[]): ModelSummary[] {
  const byName = Map.groupBy(steps, modelName)
  return [...byName].map(([model, own]) => {
    const replied = own.filter(({ outcome }) => outcome === 'replied')
    return {
      model,
      calls: own.length,
      failed: own.filter(({ outcome }) => outcome === 'failed').length,
      usage: added(own.map(({ usage }) => usage)),
      cost: costOf(replied),
      ms: own.reduce((sum, { ms }) => sum + (ms ?? 0), 0),
    }
  })
}

function toolsOf(calls: readonly CallStep[]): ToolSummary[] {
  const byName = Map.groupBy(calls, ({ tool }) => tool)
  const tools = [...byName].map(([tool, own]) => ({
    tool,
    calls: own.length,
    failed: own.filter(hasFailed).length,
    denied: own.filter(({ status }) => status === 'denied').length,
    ms: own.reduce((sum, { ms }) => sum + (ms ?? 0), 0),
    longest: own.reduce((most, { ms }) => Math.max(most, ms ?? 0), 0),
  }))
  return tools.toSorted((one, other) => other.calls - one.calls)
}

/** Whether the model reads that it did not work; a denial is somebody's will. A command that ends badly has failed. */
export const hasFailed = (call: CallStep): boolean =>
  failures.has(call.status) || badEnd(call) !== null

const failures: ReadonlySet<string> = new Set(['failed', 'invalid', 'unknown', 'cut'])

/** How a command ended that did not end well: `exit 1`, a signal, `timeout`. */
function badEnd({ task }: CallStep): string | null {
  if (task?.end?.kind !== 'exited') return null
  const { code, signal, stopped } = task.end
  if (code === 0 && stopped === undefined) return null
  return stopped ?? signal ?? `exit ${code ?? '?'}`
}

function asksOf(calls: readonly CallStep[]): Summary['asks'] {
  const asks = calls.flatMap((call) => call.asks)
  return {
    asked: asks.length,
    allowed: asks.filter(({ decision }) => decision === 'allow').length,
    denied: asks.filter(({ decision }) => decision === 'deny').length,
  }
}

function filesOf(calls: readonly CallStep[]): FileSummary[] {
  const files = new Map<string, FileSummary>()
  for (const { path, change } of calls.flatMap((call) => call.files)) {
    if (change === undefined) continue
    const before = files.get(path)
    const made = before?.change === 'created' && change === 'modified' ? 'created' : change
    files.set(path, { path, change: made, changes: (before?.changes ?? 0) + 1 })
  }
  return [...files.values()]
}

function errorsOf(trace: Trace): ErrorLine[] {
  const { session } = trace
  return trace.steps.flatMap((step): ErrorLine[] => {
    if (step.kind === 'model' && step.failure) {
      const { code, message } = step.failure
      return [{ session, seq: step.settled ?? step.seq, where: 'model', code, message }]
    }
    if (step.kind === 'model')
      return step.calls.filter(hasFailed).map((call) => failure(call, session))
    if (step.kind === 'compaction' && step.outcome === 'failed') {
      const { seq, message } = step
      return [{ session, seq, where: 'compaction', code: 'failed', message }]
    }
    if (step.kind === 'end' && (step.end.reason === 'failed' || step.end.reason === 'stuck')) {
      const { reason: code, message = '' } = step.end
      return [{ session, seq: step.seq, where: 'run', code, message }]
    }
    return []
  })
}

const failure = (call: CallStep, session: string): ErrorLine => ({
  session,
  seq: call.settled ?? call.seq,
  where: call.tool,
  code: call.code ?? badEnd(call) ?? call.status,
  message: contentText(call.task?.background ? call.task.content : call.content),
})
