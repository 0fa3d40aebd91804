import { contentTokens, estimateTokens, replyTokens } from '../conversation/estimate-tokens.ts'
import type { Content } from '../events/content.ts'
import type { Event, EventOf } from '../events/event.ts'
import type { Price } from '../events/model-spec.ts'
import type { Reply } from '../events/reply.ts'
import type { Configuration } from '../events/session-configured.ts'
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
  /** Tokens of the newest request and its reply, as the provider counted them; roughly where it does not. */
  context: number
  /** Tokens of what came after it, roughly. */
  fresh: number
  /** Tokens of all that is shown, by our own estimate: what a provider counts is believed within bounds. */
  shown: number
  /** What of `fresh` was there when the open compaction began. */
  compacting: number
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
  fresh: 0,
  shown: 0,
  compacting: 0,
}

export function evolveUsage(total: SessionUsage, event: Event, before: State): SessionUsage {
  switch (event.type) {
    case 'model.settled': {
      if (event.data.kind !== 'replied') return total
      return replied(total, event.data.reply, before)
    }
    case 'session.configured':
      return { ...total, shown: total.shown + instructionGrowth(event.data, before) }
    case 'compaction.started':
      return { ...total, compacting: total.fresh }
    case 'compaction.settled':
      return compacted(total, event.data, before)
    case 'tool.settled':
      return grown(paid(total, event.data, before), event)
    case 'task.settled':
      return grown(charged(total, event.data), event)
    default:
      return grown(total, event)
  }
}

function replied(total: SessionUsage, reply: Reply, before: State): SessionUsage {
  const { usage } = reply
  const own = replyTokens(reply)
  const shown = total.shown + own
  if (usage) {
    const counted = add(total, usage, costOf(usage, before))
    const context = believable(usageTokens(usage), shown)
    if (context !== undefined) return { ...counted, context, fresh: 0, shown }
    return { ...counted, context: contextTokens(before) + own, fresh: 0, shown }
  }
  const context = contextTokens(before) + own
  return { ...total, unpriced: total.unpriced + 1, context, fresh: 0, shown }
}

/** Some servers count nothing, and some gateways all requests together. Undefined where the count says nothing. */
const believable = (counted: number, shown: number): number | undefined =>
  counted < shown / 4 ? undefined : Math.min(counted, shown * 3 + 2_000)

function compacted(
  total: SessionUsage,
  data: EventOf<'compaction.settled'>['data'],
  before: State,
): SessionUsage {
  const all = paid(total, data, before)
  if (data.kind !== 'compacted') return all
  const { after = 0 } = data
  // What arrived meanwhile is in neither.
  const fresh = Math.max(0, total.fresh - total.compacting)
  const share = Math.min(1, after / Math.max(1, data.before ?? after))
  return { ...all, context: after, fresh, shown: Math.round(total.shown * share), compacting: 0 }
}

const instructionGrowth = (data: Configuration, { identity }: State): number =>
  (data.instructionTokens ?? 0) - (identity.configuration?.instructionTokens ?? 0)

/** What the model took that was asked beside the conversation: for a summary, by a call. */
function paid(
  total: SessionUsage,
  data: EventOf<'tool.settled' | 'compaction.settled'>['data'],
  before: State,
): SessionUsage {
  const usage = 'usage' in data ? data.usage : undefined
  return usage ? add(total, usage, costOf(usage, before)) : total
}

/** What a subagent spent. */
function charged(total: SessionUsage, data: EventOf<'task.settled'>['data']): SessionUsage {
  if (data.kind !== 'ended' || data.end.kind !== 'reported') return total
  return {
    ...add(total, data.end.usage, pricedCost(data.end)),
    unpriced: total.unpriced + (data.end.cost === null ? 1 : 0),
  }
}

/** What the next request will show for the first time. */
function grown(total: SessionUsage, event: Event): SessionUsage {
  const tokens = shownTokens(event)
  return tokens === 0
    ? total
    : { ...total, fresh: total.fresh + tokens, shown: total.shown + tokens }
}

function shownTokens(event: Event): number {
  switch (event.type) {
    case 'input.received':
    case 'task.promoted':
      return contentTokens(event.data.content)
    case 'call.refused':
      return estimateTokens(event.data.message)
    case 'tool.settled':
      return resultTokens(event.data)
    case 'task.settled':
      return resultTokens(event.data.kind === 'ended' ? event.data.result : event.data)
    default:
      return 0
  }
}

const resultTokens = (result: { content: Content } | { message: string }): number =>
  'content' in result ? contentTokens(result.content) : estimateTokens(result.message)

/** Tokens that the next request takes, roughly. */
export const contextTokens = ({ usage, identity }: Pick<State, 'usage' | 'identity'>): number =>
  (usage.context || (identity.configuration?.instructionTokens ?? 0)) + usage.fresh

const add = (total: SessionUsage, usage: Usage, cost: number | null): SessionUsage => ({
  inputTokens: total.inputTokens + usage.inputTokens,
  outputTokens: total.outputTokens + usage.outputTokens,
  cacheReadTokens: total.cacheReadTokens + (usage.cacheReadTokens ?? 0),
  cacheWriteTokens: total.cacheWriteTokens + (usage.cacheWriteTokens ?? 0),
  reasoningTokens: total.reasoningTokens + (usage.reasoningTokens ?? 0),
  cost: total.cost + (cost ?? 0),
  unpriced: total.unpriced + (cost === null ? 1 : 0),
  context: total.context,
  fresh: total.fresh,
  shown: total.shown,
  compacting: total.compacting,
})

/** US dollars of what a subagent spent, as far as prices are known. */
export const pricedCost = ({ cost, priced }: Extract<TaskEnd, { kind: 'reported' }>): number =>
  cost ?? priced ?? 0

export const usageTokens = (usage: Usage): number => usage.inputTokens + usage.outputTokens

/** US dollars of one call of the model in use; null when its price is unknown. */
export function costOf(usage: Usage, state: Pick<State, 'identity' | 'model'>): number | null {
  const { configuration } = state.identity
  return pricedAt(usage, configuration && chosenModel(configuration, state.model.choice).price)
}

/** US dollars of what a model took; null when its price is unknown. */
export function pricedAt(usage: Usage, price: Price | null | undefined): number | null {
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
