import type { ModelSpec } from '@harness/kernel'
import { outputLimit } from './output-limit.ts'

/** How a model is asked to think. */
export interface Thinking {
  /** Whether it is asked to. */
  thinks: boolean
  config?:
    | { type: 'adaptive'; display: 'summarized' }
    | { type: 'disabled' | 'between_tools' }
    | { type: 'enabled'; budget_tokens: number }
  effort?: string
}

/** Models that think by a budget of tokens; later ones decide for themselves and are told an effort. */
const byBudget = /^claude-(?:3-7|haiku-4|(?:opus|sonnet)-4(?:-[0-5])?(?:-\d{6,}|$))/

/** Models that decide for themselves and can be told not to. */
const canStop = /^claude-(?:(?:opus|sonnet)-(?:4-[6-8]|5)|haiku-5-5)(?:-\d{6,}|$)/

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
export function thinkingOf(model: ModelSpec): Thinking {
  const { id, reasoningEffort: effort } = model
  if (effort === undefined) return { thinks: false }
  const isAdaptive = id.startsWith('claude-') && !byBudget.test(id)
  if (effort === 'none') return isAdaptive ? withoutThinking(id) : off
  if (!isAdaptive) return withBudget(budgets[effort] ?? 8_192, outputLimit(model))
  return {
    thinks: true,
    // Newer models show nothing of it unless they are asked.
    config: { type: 'adaptive', display: 'summarized' },
    effort: effort === 'minimal' ? 'low' : effort,
  }
}

const off: Thinking = { thinks: false, config: { type: 'disabled' } }

/** Some models always think and refuse to be told otherwise: they are asked for as little as they can. */
function withoutThinking(id: string): Thinking {
  if (canStop.test(id)) return off
  if (id.startsWith('claude-sonnet-5-5')) {
    return { thinks: false, config: { type: 'between_tools' } }
  }
  return { thinks: true, effort: 'low' }
}

/** A budget is 1,024 at least and less than the bound on the reply; where that leaves no room it does not think. */
function withBudget(wanted: number, limit: number): Thinking {
  if (limit <= 1_024) return { thinks: false }
  const budget = Math.max(1_024, Math.min(wanted, limit - 1_024))
  return { thinks: true, config: { type: 'enabled', budget_tokens: budget } }
}
