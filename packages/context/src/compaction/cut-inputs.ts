import type { ConversationEntry, Shortening } from '@harness/kernel'
import { cutContent } from './cut-content.ts'
import type { Plan } from './plan.ts'

/**
 * Shows the messages of people that are still shown as their ends, where each alone takes more than its share: the last
 * means, when the next request would be refused. The log keeps them.
 */
export function cutInputs(
  entries: readonly ConversationEntry[],
  { inputs, tokensOf }: Pick<Plan, 'inputs' | 'tokensOf'>,
): NonNullable<Shortening['said']> {
  const shown = entries.filter(({ message }) => message.role === 'user')
  const share = inputs / Math.max(1, shown.length)
  return shown.flatMap(({ since, origin, message }) => {
    const isWord = origin === 'person' || origin === 'parent' || origin === 'task'
    if (!isWord || message.role !== 'user' || tokensOf(message) <= share) return []
    return [{ input: since, content: cutContent(message.content, share) }]
  })
}
