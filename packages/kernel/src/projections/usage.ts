import type { State } from '../state/state.ts'

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

/** The spending of a session, subagents included. */
export function usageView({ usage }: Pick<State, 'usage'>): UsageView {
  const { unpriced, context: _, fresh: __, cost, ...tokens } = usage
  return { ...tokens, cost: unpriced > 0 ? null : cost }
}
