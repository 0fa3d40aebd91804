import type { Hash, Usage } from '@harness/kernel'
import { agentOf } from '../model/agent-of.ts'
import { maskJson } from '../model/mask-json.ts'
import { costOf, paidIn } from '../model/paid-in.ts'
import { callsIn } from '../model/steps-in.ts'
import { toolsetIn } from '../model/toolset-in.ts'
import type { Trace } from '../model/trace.ts'
import { AtifTrajectory, type AtifStep } from './atif.ts'
import { atifSteps } from './atif-steps.ts'
import { KeptSubagent, keptSubagent, KeptTrajectory, keptTrajectory } from './kept.ts'

/** How a trace becomes a trajectory. */
export interface AtifOptions {
  /** Takes out of a text what nobody may read. Default: nothing. */
  mask?: (text: string) => string
  /** What the artifacts say that configurations name: the prompt, and the tools. What is not there is left out. */
  texts?: ReadonlyMap<Hash, string>
}

/**
 * A session as a trajectory of the Agent Trajectory Interchange Format, its subagents' in it. Of an imported one: what was
 * read, and what happened since.
 */
export function atifOf(
  trace: Trace,
  { mask, texts = new Map() }: AtifOptions = {},
): AtifTrajectory {
  const made = trajectoryOf(trace, texts)
  return mask ? AtifTrajectory.parse(maskJson(made, mask)) : AtifTrajectory.parse(made)
}

function trajectoryOf(trace: Trace, texts: ReadonlyMap<Hash, string>): AtifTrajectory {
  const { steps, isWhole } = atifSteps(trace, texts)
  const kept = keptIn(trace)
  const subagents = [
    ...callsIn(trace).flatMap(({ task }) => (task?.trace ? trajectoryOf(task.trace, texts) : [])),
    ...unnamedIn(trace),
  ]
  const { schema_version = 'ATIF-v1.7', final_metrics, ...about } = kept ?? {}
  return {
    schema_version: isWhole ? schema_version : 'ATIF-v1.7',
    session_id: trace.session,
    trajectory_id: trace.session,
    agent: agentIn(trace, texts),
    ...(!kept && { extra: { harness: aboutIn(trace) } }),
    ...about,
    steps,
    ...finalMetrics(
      kept && isWhole ? { final_metrics } : { final_metrics: totalsOf(trace, steps) },
    ),
    ...(subagents.length > 0 && { subagent_trajectories: subagents }),
  }
}

const finalMetrics = ({ final_metrics }: Pick<KeptTrajectory, 'final_metrics'>) =>
  final_metrics === undefined ? {} : { final_metrics }

function keptIn({ steps }: Trace): KeptTrajectory | undefined {
  const note = steps.find((step) => step.kind === 'note' && step.text === keptTrajectory)
  if (note?.kind !== 'note') return undefined
  const parsed = KeptTrajectory.safeParse(note.data)
  return parsed.success ? parsed.data : undefined
}

const unnamedIn = ({ steps }: Trace): AtifTrajectory[] =>
  steps.flatMap((step) => {
    if (step.kind !== 'note' || step.text !== keptSubagent) return []
    const parsed = KeptSubagent.safeParse(step.data)
    return parsed.success ? [parsed.data.trajectory] : []
  })

function agentIn(trace: Trace, texts: ReadonlyMap<Hash, string>): AtifTrajectory['agent'] {
  const setup = trace.steps.findLast((step) => step.kind === 'setup')
  const { name, version = 'unknown' } = agentOf(trace)
  const tools = setup && toolsetIn(texts.get(setup.toolset))
  return {
    name,
    version,
    ...(setup && { model_name: `${setup.model.provider}/${setup.model.id}` }),
    ...(tools && {
      tool_definitions: tools.map(({ name: tool, description, input }) => ({
        type: 'function',
        function: { name: tool, description, parameters: input },
      })),
    }),
  }
}

/** What a person wants to know of a session, and the format has no field for. */
const aboutIn = ({ title, parent, forkedFrom, steps }: Trace) => ({
  title,
  parent,
  forked_from: forkedFrom && { ...forkedFrom },
  runs: steps.flatMap((step) =>
    step.kind === 'end'
      ? [
          {
            reason: step.end.reason,
            limit: step.end.limit ?? null,
            message: step.end.message ?? null,
          },
        ]
      : [],
  ),
})

function totalsOf(trace: Trace, steps: readonly AtifStep[]): AtifTrajectory['final_metrics'] {
  const sum = (key: 'prompt_tokens' | 'completion_tokens' | 'cached_tokens') =>
    steps.reduce((all, { metrics }) => all + (metrics?.[key] ?? 0), 0)
  // As its tokens: those of subagents stand in their trajectories.
  const cost = costOf(paidIn(trace.steps))
  const summaries = trace.steps.flatMap((step) =>
    step.kind === 'compaction' ? (step.usage ?? []) : [],
  )
  const asked = callsIn(trace).flatMap(({ usage }) => usage ?? [])
  const extra = { ...beside('summary', summaries), ...beside('tool', asked) }
  return {
    total_prompt_tokens: sum('prompt_tokens'),
    total_completion_tokens: sum('completion_tokens'),
    total_cached_tokens: sum('cached_tokens'),
    ...(cost !== null && { total_cost_usd: cost }),
    total_steps: steps.length,
    ...(Object.keys(extra).length > 0 && { extra }),
  }
}

/** What a model took that was asked beside the steps. */
const beside = (what: 'summary' | 'tool', usages: readonly Usage[]): Record<string, number> =>
  usages.length === 0
    ? {}
    : {
        [`${what}_prompt_tokens`]: usages.reduce((all, { inputTokens }) => all + inputTokens, 0),
        [`${what}_completion_tokens`]: usages.reduce((all, one) => all + one.outputTokens, 0),
      }
