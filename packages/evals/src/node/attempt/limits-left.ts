import type { SubjectLimits } from '@harness/kernel'
import { summaryOf } from '@harness/traces'
import { attemptTrace } from './attempt-trace.ts'
import type { Attempt } from './attempt-world.ts'

/** What is left of a case's limits after the rounds so far: they bound the attempt. Null when one of them is used up. */
export async function limitsLeft(attempt: Attempt): Promise<SubjectLimits | null> {
  const { limits } = attempt.case
  const { rounds } = attempt.state
  if (rounds.length === 0) return limits
  const used = await usedBy(attempt)
  const left = {
    turns: limits.turns - used.turns,
    tokens: limits.tokens === null ? null : limits.tokens - used.tokens,
    cost: limits.cost === null ? null : limits.cost - used.cost,
    ms: limits.ms - rounds.reduce((sum, { ms }) => sum + ms, 0),
  }
  const isUsedUp = Object.values(left).some((one) => one !== null && one <= 0)
  return isUsedUp ? null : left
}

/** By the session, where there is one, else by what was told. */
async function usedBy(attempt: Attempt): Promise<{ turns: number; tokens: number; cost: number }> {
  const trace = await attemptTrace(attempt)
  if (!trace) return attempt.watch.spent
  const { turns, usage, priced } = summaryOf(trace)
  return { turns, tokens: usage.inputTokens + usage.outputTokens, cost: priced }
}
