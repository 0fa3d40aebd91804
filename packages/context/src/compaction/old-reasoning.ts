import { replyCalls, type ConversationEntry, type Shortening } from '@harness/kernel'

/**
 * Leaves out the reasoning of what came before the newest word of a person, and before the newest reply with calls. Of the
 * work that goes on models want their reasoning back: some refuse a call's result without it.
 */
export function oldReasoning(entries: readonly ConversationEntry[]): Shortening {
  const word = entries.findLastIndex(({ origin }) => origin === 'person' || origin === 'parent')
  const work = entries.findLastIndex(
    ({ message }) => message.role === 'assistant' && replyCalls(message.reply).length > 0,
  )
  const end = work < 0 ? word : Math.min(word, work)
  const reply = entries.slice(0, Math.max(0, end)).findLast(({ origin }) => origin === 'model')
  return reply ? { reasoning: reply.seq } : {}
}
