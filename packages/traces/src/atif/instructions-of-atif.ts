import { Json, type ToolSchema } from '@harness/kernel'
import { z } from 'zod'
import type { AtifTrajectory } from './atif.ts'

/** As OpenAI's function calling has it, and as others write it without the envelope. */
const Definition = z.object({
  name: z.string(),
  description: z.string().nullish(),
  parameters: Json.nullish(),
})

/** What the model of a trajectory was told, as far as it is told: the texts of the artifacts of a configuration. */
export function instructionsOfAtif(trajectory: AtifTrajectory): {
  system: string
  toolset: string
  /** The names of the tools, those that are called and not defined too. */
  tools: string[]
} {
  const defined = (trajectory.agent.tool_definitions ?? []).flatMap((one): ToolSchema[] => {
    const parsed = Definition.safeParse(one['function'] ?? one)
    if (!parsed.success) return []
    const { name, description, parameters } = parsed.data
    return [{ name, description: description ?? '', input: parameters ?? { type: 'object' } }]
  })
  const called = (trajectory.steps ?? []).flatMap(({ tool_calls }) =>
    (tool_calls ?? []).map(({ function_name }) => function_name),
  )
  return {
    system: promptOf(trajectory) ?? '',
    toolset: JSON.stringify(defined),
    tools: [...new Set([...defined.map(({ name }) => name), ...called])],
  }
}

/** What a trajectory begins with, where the system says it. */
export function promptOf({ steps }: AtifTrajectory): string | undefined {
  const [first] = steps ?? []
  const isPlain = !first?.observation && !first?.tool_calls
  return first?.source === 'system' && isPlain && typeof first.message === 'string'
    ? first.message
    : undefined
}
