import type { SessionUsage } from '../state/usage.ts'

/** What a session has spent, as a person reads it. */
export interface UsageView {
  inputTokens: number
  outputTokens: number
  cacheReadTokens: number
  cacheWriteTokens: number
  reasoningTokens: number
  /** US dollars; null while the price of any call is unknown. */
  cost: number | null
}

type Spent = Omit<UsageView, 'cost'> & Pick<SessionUsage, 'cost' | 'unpriced'>

/** The spending of a session, subagents included. */
export const usageView = ({ usage }: { usage: Spent }): UsageView => ({
  inputTokens: usage.inputTokens,
  outputTokens: usage.outputTokens,
  cacheReadTokens: usage.cacheReadTokens,
  cacheWriteTokens: usage.cacheWriteTokens,
  reasoningTokens: usage.reasoningTokens,
  cost: usage.unpriced > 0 ? null : usage.cost,
})
