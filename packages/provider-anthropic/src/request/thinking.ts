import type { ModelSpec } from '@harness/kernel'

/** How a model is asked to think. */
export interface Thinking {
  /** Whether it is asked to. */
  thinks: boolean
  config?: { type: 'adaptive' | 'disabled' } | { type: 'enabled'; budget_tokens: number }
  effort?: string
}

/** Models that think by a budget of tokens; later ones decide for themselves and are told an effort. */
const byBudget = /^claude-(?:3-7|haiku-4|(?:opus|sonnet)-4(?:-[0-5])?(?:-\d{6,}|$))/

const budgets: Readonly<Record<string, number>> = {
  minimal: 1_024,
  low: 2_048,
  medium: 8_192,
  high: 16_384,
  xhigh: 24_576,
  max: 28_672,
}

/**
 * What `reasoningEffort` means for a model: `none` turns thinking off, the others are efforts of the API or, for earlier
 * models and other makers', budgets. Without it nothing is said and the model does what it does.
 * https://platform.claude.com/docs/en/build-with-claude/thinking
 */
export function thinkingOf({ id, reasoningEffort, maxOutputTokens }: ModelSpec): Thinking {
  if (reasoningEffort === undefined) return { thinks: false }
  if (reasoningEffort === 'none') return { thinks: false, config: { type: 'disabled' } }
  if (id.startsWith('claude-') && !byBudget.test(id)) {
    const effort = reasoningEffort === 'minimal' ? 'low' : reasoningEffort
    return { thinks: true, config: { type: 'adaptive' }, effort }
  }
  const wanted = budgets[reasoningEffort] ?? budgets['medium'] ?? 0
  // It must leave room for the answer.
  const budget = Math.max(1_024, Math.min(wanted, (maxOutputTokens ?? 32_000) - 1_024))
  return { thinks: true, config: { type: 'enabled', budget_tokens: budget } }
}
