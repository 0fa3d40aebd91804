import { contentText, textContent, type Content, type ConversationEntry } from '@harness/kernel'
import type { Plan } from './plan.ts'

type Results = { call: string; content: Content }[]

/** Characters that are left of what an old call answered. */
const headChars = 200
/** Shorter results stay: what is saved is not worth the change. */
const leastChars = 600

/**
 * `old`: what calls answered before the newest turns, as a reference. `newest`: what those turns' calls answered, cut in
 * the middle so that together they take no more than the newest turns may.
 */
export function trimResults(
  entries: readonly ConversationEntry[],
  plan: Plan,
  which: 'old' | 'newest',
): Results {
  const recent = recentCalls(entries, plan)
  const share = plan.recent / Math.max(1, recent.size)
  return entries.flatMap(({ call, message }) => {
    if (call === undefined || message.role !== 'tool') return []
    if (recent.has(call) !== (which === 'newest')) return []
    const { name, content } = message
    if (which === 'old') return isLong(content) ? [{ call, content: reference(name, content) }] : []
    const tokens = plan.tokensOf(message)
    return tokens > share ? [{ call, content: ends(name, content, share / tokens) }] : []
  })
}

/** The calls of the newest turn, and of those before it as far as there is room for them. */
function recentCalls(
  entries: readonly ConversationEntry[],
  { tokensOf, recent }: Plan,
): Set<string> {
  const newest = entries.findLast(({ origin }) => origin === 'model')?.seq
  const calls = new Set<string>()
  let tokens = 0
  for (const { seq, call, message } of entries.toReversed()) {
    tokens += tokensOf(message)
    if (tokens > recent && seq !== newest) break
    if (call !== undefined) calls.add(call)
  }
  return calls
}

const isLong = (content: Content): boolean =>
  content.some(({ type }) => type === 'image') || contentText(content).length > leastChars

function reference(tool: string, content: Content): Content {
  const text = contentText(content)
  const head = text.slice(0, headChars).toWellFormed()
  return textContent(
    `${head}\n[${text.length - head.length} more characters, left out to save room. Call ${tool} again to see them.]`,
  )
}

function ends(tool: string, content: Content, share: number): Content {
  const text = contentText(content)
  const half = Math.floor((text.length * share * 0.9) / 2)
  const missing = text.length - 2 * half
  return textContent(
    [
      text.slice(0, half).toWellFormed(),
      `[${missing} characters left out to save room. Call ${tool} for a smaller part to see them.]`,
      text.slice(-half).toWellFormed(),
    ].join('\n'),
  )
}
