import { defaultLimits, textContent, type CallId, type SubagentSpec } from '@harness/kernel'
import { z } from 'zod'
import type { AtifCall, AtifResult, AtifTrajectory } from './atif.ts'
import { textOfAtif } from './atif-text.ts'
import type { TimedDrafts } from './timed-drafts.ts'

interface Told {
  id: CallId
  call: AtifCall
  /** What came of it. */
  results: readonly AtifResult[]
  /** Trajectories that a result may name. */
  subagents: ReadonlySet<AtifTrajectory>
  /** The session it stands in. */
  session: string
}

const ours = z.object({
  harness: z.object({ status: z.string(), code: z.string().nullish() }),
})
const refusals = ['denied', 'invalid', 'cut', 'cancelled', 'limit'] as const

/** A call from its judgement to its result. Answers the session that it sent out, where it did. */
export function draftCall(
  drafts: TimedDrafts,
  told: Told,
): { session: string; trajectory: AtifTrajectory } | undefined {
  const { id, results } = told
  const content = textContent(results.map((result) => textOfAtif(result.content)).join('\n'))
  const said = ours.safeParse(results[0]?.extra)
  const { status, code } = said.success ? said.data.harness : { status: 'done', code: null }
  const refusal = refusals.find((one) => one === status)
  if (refusal) {
    const message = textOfAtif(results[0]?.content)
    drafts.add({ type: 'call.refused', data: { call: id, code: refusal, message } })
    return undefined
  }
  const sent = subagentOf(told)
  const task = sent && specOf(told.call, sent)
  judge(drafts, id, task)
  const result =
    status === 'failed' || code
      ? { kind: 'failed' as const, code: code ?? status, content }
      : { kind: 'done' as const, content: results.length > 0 ? content : [] }
  if (!sent || !task) {
    const cause = drafts.add({
      type: 'tool.started',
      data: { call: id, effect: 'other', attempt: 1 },
    })
    drafts.add({ type: 'tool.settled', cause, data: result })
    return undefined
  }
  const started = drafts.add({
    type: 'task.started',
    data: { call: id, tool: told.call.function_name, spec: task, execution: 'inline' },
  })
  const session = `${told.session}.${started}`
  const end = { kind: 'reported' as const, session, reason: 'done', content, ...spentBy(sent) }
  drafts.add({ type: 'task.settled', cause: started, data: { kind: 'ended', end, result } })
  return { session, trajectory: sent }
}

/** Whoever made it had allowed it; what it touched is not told. */
function judge(drafts: TimedDrafts, call: CallId, task: SubagentSpec | undefined): void {
  const cause = drafts.add({ type: 'judge.started', data: { call, attempt: 1 } })
  const prepared = { effect: 'other' as const, access: 'none' as const, ...(task && { task }) }
  const verdict = { decision: 'allow' as const, rule: 'imported' }
  drafts.add({ type: 'call.judged', cause, data: { kind: 'judged', prepared, verdict } })
}

function subagentOf({ results, subagents }: Told): AtifTrajectory | undefined {
  const named = new Set(
    results.flatMap(({ subagent_trajectory_ref }) =>
      (subagent_trajectory_ref ?? []).map(({ trajectory_id }) => trajectory_id),
    ),
  )
  return [...subagents].find(({ trajectory_id: id }) => typeof id === 'string' && named.has(id))
}

const specOf = (call: AtifCall, { agent, steps = [] }: AtifTrajectory): SubagentSpec => {
  const asked = steps.find(({ source }) => source === 'user')
  const prompt = asked ? textOfAtif(asked.message) : JSON.stringify(call.arguments ?? {})
  return { kind: 'subagent', role: agent.name, prompt, limits: defaultLimits }
}

/** Its steps' sum: what a file says of the whole may count what is not there. */
function spentBy({ steps = [], final_metrics }: AtifTrajectory) {
  const sum = (key: 'prompt_tokens' | 'completion_tokens') =>
    steps.reduce((all, { metrics }) => all + Math.max(0, metrics?.[key] ?? 0), 0)
  const usage = { inputTokens: sum('prompt_tokens'), outputTokens: sum('completion_tokens') }
  return { usage, cost: final_metrics?.total_cost_usd ?? null }
}
