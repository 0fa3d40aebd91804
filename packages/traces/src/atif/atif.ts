// The Agent Trajectory Interchange Format, ATIF-v1.7 and the versions before it, as its JSON Schema has it (of NVIDIA's
// NeMo Agent Toolkit, packages/nvidia_nat_atif, which follows Harbor's RFC 0001). Keys that it does not have are faults.
import { Json } from '@harness/kernel'
import { z } from 'zod'

const text = z.string().nullish()
const count = z.int().nullish()
const extra = z.record(z.string(), Json).nullish()

export const AtifPart = z.strictObject({
  type: z.enum(['text', 'image']),
  text,
  /** An image is a file or a URL. */
  source: z
    .strictObject({
      media_type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
      path: z.string(),
    })
    .nullish(),
})
export type AtifPart = z.infer<typeof AtifPart>

export const AtifContent = z.union([z.string(), z.array(AtifPart)])
export type AtifContent = z.infer<typeof AtifContent>

export const AtifCall = z.strictObject({
  tool_call_id: z.string(),
  function_name: z.string(),
  arguments: z.record(z.string(), Json).optional(),
  extra,
})
export type AtifCall = z.infer<typeof AtifCall>

/** Where a subagent's trajectory is: in `subagent_trajectories`, by its id, or in a file. */
const AtifSubagent = z.strictObject({
  trajectory_id: text,
  trajectory_path: text,
  session_id: text,
  extra,
})

export const AtifResult = z.strictObject({
  /** The call of the same step; null for what no call asked for. */
  source_call_id: text,
  content: AtifContent.nullish(),
  subagent_trajectory_ref: z.array(AtifSubagent).nullish(),
  extra,
})
export type AtifResult = z.infer<typeof AtifResult>

export const AtifMetrics = z.strictObject({
  /** All of them, cached or not. */
  prompt_tokens: count,
  completion_tokens: count,
  cached_tokens: count,
  cost_usd: z.number().nullish(),
  prompt_token_ids: z.array(z.int()).nullish(),
  completion_token_ids: z.array(z.int()).nullish(),
  logprobs: z.array(z.number()).nullish(),
  extra,
})
export type AtifMetrics = z.infer<typeof AtifMetrics>

export const AtifStep = z.strictObject({
  step_id: z.int().min(1),
  /** ISO 8601. */
  timestamp: text,
  source: z.enum(['system', 'user', 'agent']),
  model_name: text,
  reasoning_effort: z.union([z.string(), z.number()]).nullish(),
  message: AtifContent.optional(),
  reasoning_content: text,
  tool_calls: z.array(AtifCall).nullish(),
  observation: z.strictObject({ results: z.array(AtifResult).optional() }).nullish(),
  metrics: AtifMetrics.nullish(),
  is_copied_context: z.boolean().nullish(),
  extra,
  llm_call_count: z.int().min(0).nullish(),
})
export type AtifStep = z.infer<typeof AtifStep>

const AtifAgent = z.strictObject({
  name: z.string(),
  version: z.string(),
  model_name: text,
  /** As OpenAI's function calling has them. */
  tool_definitions: z.array(z.record(z.string(), Json)).nullish(),
  extra,
})

const AtifTotals = z.strictObject({
  total_prompt_tokens: count,
  total_completion_tokens: count,
  total_cached_tokens: count,
  total_cost_usd: z.number().nullish(),
  total_steps: z.int().min(0).nullish(),
  extra,
})

export const atifVersions = [
  'ATIF-v1.0',
  'ATIF-v1.1',
  'ATIF-v1.2',
  'ATIF-v1.3',
  'ATIF-v1.4',
  'ATIF-v1.5',
  'ATIF-v1.6',
  'ATIF-v1.7',
] as const

/** A trajectory without those of its subagents. */
export const AtifAlone = z.strictObject({
  schema_version: z.enum(atifVersions).optional(),
  session_id: text,
  trajectory_id: text,
  agent: AtifAgent,
  steps: z.array(AtifStep).optional(),
  notes: text,
  final_metrics: AtifTotals.nullish(),
  continued_trajectory_ref: text,
  extra,
})

export interface AtifTrajectory extends z.infer<typeof AtifAlone> {
  /** Each has a `trajectory_id`, by which a result names it. */
  subagent_trajectories?: AtifTrajectory[] | null | undefined
}

export const AtifTrajectory: z.ZodType<AtifTrajectory> = AtifAlone.extend({
  get subagent_trajectories() {
    return z.array(AtifTrajectory).nullish()
  },
})
