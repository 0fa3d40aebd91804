import { z } from 'zod'

/** US dollars per million tokens. */
export const Price = z.object({
  input: z.number().nonnegative(),
  output: z.number().nonnegative(),
  cacheRead: z.number().nonnegative().optional(),
  cacheWrite: z.number().nonnegative().optional(),
})
export type Price = z.infer<typeof Price>

/** Which model a session talks to, and how. */
export const ModelSpec = z.object({
  provider: z.string(),
  id: z.string(),
  /** The endpoint, where it is not the provider's own. Never with credentials in it. */
  baseUrl: z.string().optional(),
  /** The environment variable that holds its key, where it is not the provider's own. Never the key. */
  apiKeyEnv: z.string().optional(),
  temperature: z.number().optional(),
  maxOutputTokens: z.int().positive().optional(),
  reasoningEffort: z.string().optional(),
  /** How it calls tools: by the wire's own means, or in its text as JSON. Unknown means: try the first, then the other. */
  toolCalls: z.enum(['native', 'text']).optional(),
  /** Tokens; unknown means that compaction waits for the provider's overflow. */
  contextWindow: z.int().positive().optional(),
  /** Unknown means that cost is unknown, never 0. */
  price: Price.optional(),
})
export type ModelSpec = z.infer<typeof ModelSpec>
