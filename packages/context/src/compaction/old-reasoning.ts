import type { ConversationEntry, Shortening } from '@harness/kernel'

/**
 * Leaves out the reasoning of what came before the newest word of a person. Of the work that it began models want their
 * reasoning back: some refuse calls without it.
 */
export function oldReasoning(entries: readonly ConversationEntry[]): Shortening {
  const word = entries.findLastIndex(({ origin }) => origin === 'person' || origin === 'parent')
  const reply = entries.slice(0, Math.max(0, word)).findLast(({ origin }) => origin === 'model')
  return reply ? { reasoning: reply.seq } : {}
}
