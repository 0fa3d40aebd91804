import { z } from 'zod'

/** An agent of a configuration: an `AgentDefinition`, written down. */
export const AgentSettings = z.strictObject({
  description: z.string().min(1).describe('When to use it, for the model that chooses.'),
  prompt: z.string().optional().describe('Its system prompt. Without one it is the coding agent.'),
  tools: z
    .array(z.string().min(1))
    .optional()
    .describe(
      "Names of the tools it has, git_* for all that begin so. Default: all of its parent's.",
    ),
  model: z.string().min(1).optional().describe("provider/name. Default: its parent's model."),
  maxTurns: z.int().positive().optional().describe('Model calls it may make. Default: 30.'),
})
