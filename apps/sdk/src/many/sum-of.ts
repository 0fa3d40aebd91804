import type { RunResult } from '../run-result.ts'
import type { ManyResult, ManyRun } from './run-many.ts'

type Sum = Pick<ManyResult, 'reasons' | 'turns' | 'usage' | 'cost'>

/** What runs come to, and what all their attempts took. */
export function sumOf(runs: readonly ManyRun[], attempts: readonly RunResult[]): Sum {
  const reasons: Sum['reasons'] = {}
  for (const { result, stopped } of runs) {
    const reason = result?.reason ?? (stopped ? 'stopped' : 'error')
    reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  const sum = (of: (result: RunResult) => number) =>
    attempts.reduce((total, result) => total + of(result), 0)
  const costs = attempts.map(({ cost }) => cost)
  return {
    reasons,
    turns: sum(({ turns }) => turns),
    usage: {
      inputTokens: sum(({ usage }) => usage.inputTokens),
      outputTokens: sum(({ usage }) => usage.outputTokens),
      cacheReadTokens: sum(({ usage }) => usage.cacheReadTokens),
      cacheWriteTokens: sum(({ usage }) => usage.cacheWriteTokens),
      reasoningTokens: sum(({ usage }) => usage.reasoningTokens),
    },
    cost: costs.includes(null) ? null : sum(({ cost }) => cost ?? 0),
  }
}
