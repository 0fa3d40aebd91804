import type { Situation } from './rule.ts'

/** What a run may still spend; infinite where nothing bounds it. */
export interface Budget {
  tokens: number
  /** US dollars. */
  cost: number
}

/** The bounds of the run, without what it has spent and what is reserved for subagents that are under way. */
export function budgetLeft({
  run,
  open,
  configuration: { limits },
}: Pick<Situation, 'run' | 'open' | 'configuration'>): Budget {
  const left = {
    tokens: (limits.maxTokens ?? Infinity) - run.tokens,
    cost: (limits.maxCost ?? Infinity) - run.cost,
  }
  for (const intent of open) {
    if (intent.type !== 'task.started' || intent.data.spec.kind !== 'subagent') continue
    const reserved = intent.data.spec.limits
    left.tokens -= reserved.maxTokens ?? 0
    left.cost -= reserved.maxCost ?? 0
  }
  return left
}
