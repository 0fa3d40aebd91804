import { z } from 'zod'

const Compaction = z.strictObject({
  enabled: z
    .boolean()
    .optional()
    .describe('Whether long conversations are made shorter. Default: true.'),
  at: z
    .number()
    .min(0.3)
    .max(0.95)
    .optional()
    .describe("The share of the model's window at which they are. Default: 0.8."),
})

/** What a configuration says of what a model is told: keys at its top. */
export const ContextSettings = z.strictObject({
  instructions: z
    .array(z.string().min(1))
    .optional()
    .describe('More files of instructions beside AGENTS.md, as patterns: "docs/rules/*.md".'),
  contextChars: z
    .int()
    .nonnegative()
    .max(24_000)
    .optional()
    .describe(
      'Characters of the repository that a new session is shown for its task. Default: 6000.',
    ),
  compaction: Compaction.optional().describe('Making long conversations shorter.'),
})
export type ContextSettings = z.infer<typeof ContextSettings>
