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

/** What two model calls took together. */
export const addUsage = (one: Usage, other: Usage): Usage => ({
  inputTokens: one.inputTokens + other.inputTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  cacheReadTokens: (one.cacheReadTokens ?? 0) + (other.cacheReadTokens ?? 0),
  cacheWriteTokens: (one.cacheWriteTokens ?? 0) + (other.cacheWriteTokens ?? 0),
  reasoningTokens: (one.reasoningTokens ?? 0) + (other.reasoningTokens ?? 0),
})
