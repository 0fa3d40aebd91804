import type { Shortening } from '../events/compaction-settled.ts'
import type { Content } from '../events/content.ts'
import type { ConversationEntry } from './entry.ts'

/** What is still shown once a shortening holds, as new entries; those that stay as they are stay the same. */
export function shorten(
  entries: readonly ConversationEntry[],
  { results = [], reasoning = 0, said = [], ...summary }: Shortening & { upto: number },
): ConversationEntry[] {
  const { content, inputs = [], upto } = summary
  const shown = new Map(results.map((result) => [result.call, result.content]))
  const words = new Map(said.map((word) => [word.input, word.content]))
  const shorter = entries.map((entry) => {
    const result = entry.call && shown.get(entry.call)
    if (result) return withContent(entry, result)
    const word = entry.message.role === 'user' && words.get(entry.since)
    if (word) return { ...entry, message: { role: 'user' as const, content: word } }
    return entry.seq <= reasoning ? withoutReasoning(entry) : entry
  })
  if (!content) return shorter
  return [
    ...inputs.map((input) => standIn('person', input, upto)),
    standIn('summary', content, upto),
    ...shorter.filter(({ seq }) => seq > upto),
  ]
}

const standIn = (
  origin: 'person' | 'summary',
  content: Content,
  upto: number,
): ConversationEntry => ({ seq: upto, since: upto, origin, message: { role: 'user', content } })

const withContent = (entry: ConversationEntry, content: Content): ConversationEntry =>
  entry.message.role === 'tool' ? { ...entry, message: { ...entry.message, content } } : entry

/** A reply that was nothing but reasoning stays: an empty one would be refused. */
function withoutReasoning(entry: ConversationEntry): ConversationEntry {
  if (entry.message.role !== 'assistant') return entry
  const { reply } = entry.message
  const parts = reply.parts.filter(({ type }) => type !== 'reasoning')
  if (parts.length === 0 || parts.length === reply.parts.length) return entry
  return { ...entry, message: { role: 'assistant', reply: { ...reply, parts } } }
}
