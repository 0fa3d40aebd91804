import { z } from 'zod'

const tokens = z.int().nonnegative()

/** Tokens of one model call. `inputTokens` counts all input, cached or not; `outputTokens` counts reasoning too. */
export const Usage = z.object({
  inputTokens: tokens,
  outputTokens: tokens,
  cacheReadTokens: tokens.optional(),
  cacheWriteTokens: tokens.optional(),
  reasoningTokens: tokens.optional(),
})
export type Usage = z.infer<typeof Usage>
