import { z } from 'zod'

export const RunInput = z.strictObject({
  prompt: z
    .string()
    .min(1)
    .max(1024 * 1024)
    .optional()
    .describe('The task. May be left out with `session`, to go on with an unfinished run.'),
  session: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The id of a session to go on with. Default: a new one.'),
  model: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The model, as provider/name. Default: what the server was started with.'),
  cwd: z
    .string()
    .min(1)
    .max(4096)
    .optional()
    .describe('The folder to work in, as seen from the one that is served. Default: that one.'),
})
export type RunInput = z.infer<typeof RunInput>

const tokens = z.int().nonnegative()

export const RunOutput = z.object({
  sessionId: z.string().describe('Go on with it by `session`.'),
  model: z.string(),
  reason: z
    .string()
    .describe('done, denied, failed, stuck, limit, cancelled, stopped or idle: why the run ended.'),
  message: z.string().nullable().describe('More about the reason.'),
  limit: z.string().nullable().describe('Which limit was reached: turns, tokens, cost, time.'),
  text: z.string().describe('What the agent said last.'),
  turns: z.int().nonnegative(),
  usage: z.object({ inputTokens: tokens, outputTokens: tokens }),
  cost: z.number().nullable().describe('US dollars; null when a price is unknown.'),
  denied: z
    .array(z.object({ tool: z.string(), rule: z.string(), reason: z.string().nullable() }))
    .describe('What was not allowed, by which rule or by whom, and how to allow it.'),
  background: z
    .array(z.object({ task: z.int(), what: z.string() }))
    .describe('Commands that go on, each until its own deadline.'),
  errors: z.array(z.string()).describe('What went wrong on the way, overcome or not.'),
})
export type RunOutput = z.infer<typeof RunOutput>
