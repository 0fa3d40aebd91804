import type { Event } from '../events/event.ts'
import type { TaskEnd } from '../events/task.ts'
import type { Usage } from '../events/usage.ts'
import { chosenModel } from './chosen-model.ts'
import type { State } from './state.ts'

/** What a session has spent since it began. */
export interface SessionUsage {
  inputTokens: number
  outputTokens: number
  cacheReadTokens: number
  cacheWriteTokens: number
  reasoningTokens: number
  /** US dollars for the calls whose price is known. */
  cost: number
  /** Calls whose price or usage is unknown: while there are any, the whole cost is unknown. */
  unpriced: number
  /** Tokens of the newest request and its reply: how full the window is. */
  context: number
}

export const noUsage: SessionUsage = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  cost: 0,
  unpriced: 0,
  context: 0,
}

export function evolveUsage(total: SessionUsage, event: Event, before: State): SessionUsage {
  switch (event.type) {
    case 'model.settled': {
      if (event.data.kind !== 'replied') return total
      const { usage } = event.data.reply
      if (!usage) return { ...total, unpriced: total.unpriced + 1 }
      return { ...add(total, usage, costOf(usage, before)), context: usageTokens(usage) }
    }
    case 'compaction.settled': {
      if (event.data.kind !== 'compacted') return total
      const { usage } = event.data
      const after = usage ? add(total, usage, costOf(usage, before)) : total
      return { ...after, context: 0 }
    }
    case 'task.settled':
      if (event.data.kind !== 'ended' || event.data.end.kind !== 'reported') return total
      return {
        ...add(total, event.data.end.usage, pricedCost(event.data.end)),
        unpriced: total.unpriced + (event.data.end.cost === null ? 1 : 0),
      }
    default:
      return total
  }
}

const add = (total: SessionUsage, usage: Usage, cost: number | null): SessionUsage => ({
  inputTokens: total.inputTokens + usage.inputTokens,
  outputTokens: total.outputTokens + usage.outputTokens,
  cacheReadTokens: total.cacheReadTokens + (usage.cacheReadTokens ?? 0),
  cacheWriteTokens: total.cacheWriteTokens + (usage.cacheWriteTokens ?? 0),
  reasoningTokens: total.reasoningTokens + (usage.reasoningTokens ?? 0),
  cost: total.cost + (cost ?? 0),
  unpriced: total.unpriced + (cost === null ? 1 : 0),
  context: total.context,
})

/** US dollars of what a subagent spent, as far as prices are known. */
export const pricedCost = ({ cost, priced }: Extract<TaskEnd, { kind: 'reported' }>): number =>
  cost ?? priced ?? 0

export const usageTokens = (usage: Usage): number => usage.inputTokens + usage.outputTokens

/** US dollars of one call of the model in use; null when its price is unknown. */
export function costOf(usage: Usage, state: Pick<State, 'identity' | 'model'>): number | null {
  const { configuration } = state.identity
  const price = configuration && chosenModel(configuration, state.model.choice).price
  if (!price) return null
  const read = usage.cacheReadTokens ?? 0
  const written = usage.cacheWriteTokens ?? 0
  // Some servers count what came from a cache beside the input.
  const plain = Math.max(0, usage.inputTokens - read - written)
  const dollars =
    plain * price.input +
    read * (price.cacheRead ?? price.input) +
    written * (price.cacheWrite ?? price.input) +
    usage.outputTokens * price.output
  return dollars / 1_000_000
}
