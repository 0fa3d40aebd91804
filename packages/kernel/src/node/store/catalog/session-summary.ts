import { z } from 'zod'
import { contentText } from '../../../events/content.ts'
import type { Event } from '../../../events/event.ts'
import { RunReason } from '../../../events/run-finished.ts'

/** One session in a list. */
export const SessionSummary = z.object({
  id: z.string(),
  workspace: z.string().optional(),
  /** What a person called it, else the first line of its first input. */
  title: z.string().optional(),
  /** Milliseconds since 1970, by the clocks of its writers. */
  createdAt: z.number(),
  updatedAt: z.number(),
  /** The seq of its newest event. */
  events: z.int(),
  /** How its last run ended; absent while one is open and before the first. */
  lastRun: RunReason.optional(),
  /** The model of its newest configuration, as `provider/name`. */
  model: z.string().optional(),
  /** Replies of the model in its own log; absent before the first. */
  turns: z.int().optional(),
  /** US dollars that its own log tells of, subagents included; null where a price is unknown, absent where nothing was asked. */
  cost: z.number().nullable().optional(),
  /** The session whose subagent it is. */
  parent: z.string().optional(),
  forkedFrom: z.object({ session: z.string(), at: z.int() }).optional(),
  /** Its log is damaged; the rest of this says what stands before the damage. */
  damaged: z.boolean().optional(),
})
export type SessionSummary = z.infer<typeof SessionSummary>

const longestTitle = 120

export const emptySummary = (id: string): SessionSummary => ({
  id,
  createdAt: 0,
  updatedAt: 0,
  events: 0,
})

/** The summary after one more event. */
export function summarise(summary: SessionSummary, event: Event): SessionSummary {
  const { seq, at } = event
  const next = { ...summary, events: seq, updatedAt: at, createdAt: summary.createdAt || at }
  switch (event.type) {
    case 'session.created': {
      const { workspace, parent, title } = event.data
      return { ...next, workspace, parent, title }
    }
    case 'session.forked':
      return { ...next, forkedFrom: { session: event.data.parent, at: event.data.at } }
    case 'session.renamed':
      return { ...next, title: event.data.title }
    case 'input.received':
      return { ...next, title: summary.title ?? titleOf(contentText(event.data.content)) }
    case 'run.started':
      return { ...next, lastRun: undefined }
    case 'run.finished':
      return { ...next, lastRun: event.data.reason }
    case 'session.configured': {
      const { provider, id } = event.data.model
      return { ...next, model: `${provider}/${id}` }
    }
    case 'model.settled':
      return event.data.kind === 'replied' ? { ...next, turns: (summary.turns ?? 0) + 1 } : next
    default:
      return next
  }
}

function titleOf(text: string): string | undefined {
  const line =
    text
      .trimStart()
      .split(/[\r\n]/, 1)[0]
      ?.trimEnd() ?? ''
  if (line.length <= longestTitle) return line || undefined
  return `${line.slice(0, longestTitle - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
