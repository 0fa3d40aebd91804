import type { LimitName } from '../events/run-finished.ts'
import { finishRun } from './finish-run.ts'
import type { Rule, Situation } from './rule.ts'

/** There is more to do, and the run may not do it. */
export const obeyLimits: Rule = (situation) => {
  const limit = reached(situation)
  return limit && finishRun(situation, { reason: 'limit', limit })
}

function reached({ run, configuration: { limits } }: Situation): LimitName | undefined {
  if (run.turns >= limits.maxTurns) return 'turns'
  if (limits.maxTokens !== undefined && run.tokens >= limits.maxTokens) return 'tokens'
  if (limits.maxCost !== undefined && run.cost >= limits.maxCost) return 'cost'
  return undefined
}
