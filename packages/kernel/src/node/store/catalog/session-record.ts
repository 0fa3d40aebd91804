import { z } from 'zod'
import type { Event, EventOf } from '../../../events/event.ts'
import { Price } from '../../../events/model-spec.ts'
import type { Usage } from '../../../events/usage.ts'
import { pricedAt } from '../../../state/usage.ts'
import { SessionSummary, summarise } from './session-summary.ts'

/** What the index keeps of a session: its summary, and what the next event's cost depends on. */
export const SessionRecord = SessionSummary.extend({
  /** Of its model and its fallbacks, in order. */
  prices: z.array(Price.nullable()).optional(),
  /** Which of them was asked last. */
  choice: z.int().optional(),
})
export type SessionRecord = z.infer<typeof SessionRecord>

/** The record after one more event. */
export function recorded(record: SessionRecord, event: Event): SessionRecord {
  const next = { ...record, ...summarise(record, event) }
  switch (event.type) {
    case 'session.configured': {
      const { model, fallbacks = [] } = event.data
      return { ...next, prices: [model, ...fallbacks].map(({ price = null }) => price), choice: 0 }
    }
    case 'model.started':
      return { ...next, choice: event.data.choice ?? 0 }
    case 'model.settled':
      if (event.data.kind !== 'replied') return next
      return spent(next, costAt(next, event.data.reply.usage))
    case 'tool.settled':
    case 'compaction.settled': {
      const usage = 'usage' in event.data ? event.data.usage : undefined
      return usage ? spent(next, costAt(next, usage)) : next
    }
    case 'task.settled':
      return reported(next, event.data)
    default:
      return next
  }
}

/** What a subagent spent. */
function reported(record: SessionRecord, data: EventOf<'task.settled'>['data']): SessionRecord {
  if (data.kind !== 'ended' || data.end.kind !== 'reported') return record
  return spent(record, data.end.cost)
}

const costAt = ({ prices = [], choice = 0 }: SessionRecord, usage: Usage | undefined) =>
  usage ? pricedAt(usage, prices[choice] ?? prices[0]) : null

/** A sum with an unknown part is unknown. */
const spent = (record: SessionRecord, cost: number | null): SessionRecord => ({
  ...record,
  cost: cost === null || record.cost === null ? null : (record.cost ?? 0) + cost,
})
