import type { LimitName } from '../events/run-finished.ts'
import { budgetLeft } from './budget-left.ts'
import { finishRun } from './finish-run.ts'
import type { Rule, Situation } from './rule.ts'

/** There is more to do, and the run may not do it. */
export const obeyLimits: Rule = (situation) => {
  const limit = reached(situation)
  return limit && finishRun(situation, { reason: 'limit', limit })
}

function reached(situation: Situation): LimitName | undefined {
  const { run, configuration } = situation
  if (run.turns >= configuration.limits.maxTurns) return 'turns'
  const left = budgetLeft(situation)
  if (left.tokens <= 0) return 'tokens'
  return left.cost <= 0 ? 'cost' : undefined
}
