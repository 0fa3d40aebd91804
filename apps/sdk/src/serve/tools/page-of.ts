import { contentText, type ConversationEntry } from '@harness/kernel'
import { z } from 'zod'
import { askedCall } from '../../drive/asked-call.ts'
import type { Recalled } from './recall.ts'

/** Characters of one page and of one entry of it. */
const mostPage = 32_000
const mostEntry = 8_000

export const SessionPage = z.object({
  sessionId: z.string(),
  workspace: z.string().nullable(),
  unfinished: z
    .boolean()
    .describe('A run is under way, or was left where it stood: run with this session goes on.'),
  asks: z
    .array(z.object({ tool: z.string(), what: z.string(), reason: z.string().nullable() }))
    .describe('What a person is asked now.'),
  entries: z.array(
    z.object({
      origin: z
        .string()
        .describe('Who says it: person, parent, harness, task, summary, model, tool.'),
      text: z.string(),
    }),
  ),
  next: z.int().nullable().describe('The cursor of the next page; null at the end.'),
})
export type SessionPage = z.infer<typeof SessionPage>

/** The entries from a place on, as many as fit. */
export function pageOf({ id, state, entries }: Recalled, cursor: number): SessionPage {
  const page: SessionPage['entries'] = []
  let size = 0
  let at = cursor
  for (const entry of entries.slice(cursor)) {
    const text = cut(textOf(entry), mostEntry)
    size += text.length
    if (page.length > 0 && size > mostPage) break
    page.push({ origin: entry.origin, text })
    at += 1
  }
  const { workspace } = state.identity
  const unfinished = state.run.active || state.inputs.pending.length > 0
  const next = at < entries.length ? at : null
  return { sessionId: id, workspace, unfinished, asks: asksOf(state), entries: page, next }
}

const asksOf = (state: Recalled['state']): SessionPage['asks'] =>
  state.open.flatMap((intent) => {
    if (intent.type !== 'ask.opened') return []
    const { preview, question, reason = null } = intent.data
    const { tool, input } = askedCall(state, intent)
    const what = question?.text ?? preview ?? JSON.stringify(input)
    return [{ tool, what: cut(what, mostEntry), reason }]
  })

function textOf({ message }: ConversationEntry): string {
  if (message.role !== 'assistant') return contentText(message.content)
  return message.reply.parts
    .filter((part) => part.type !== 'reasoning')
    .map((part) => (part.type === 'text' ? part.text : `→ ${part.name} ${part.input}`))
    .join('\n')
}

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most)}\n[${text.length - most} more characters]`
