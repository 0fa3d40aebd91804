import { contentTokens, textContent, type Content, type ConversationEntry } from '@harness/kernel'
import { cutContent } from './cut-content.ts'
import type { Plan } from './plan.ts'

/** Tokens that are left of a message that does not fit. */
const cutTokens = 150
/** What the ends of such messages may take beside those that fit. */
const cutShare = 0.3

/**
 * What people, and the agent this one works for, said: word for word, oldest first. When it does not fit, the oldest are
 * cut and say so, and the oldest of those are only counted; the first one, which is the task, is cut last of all.
 */
export function inputsBefore(
  dropped: readonly ConversationEntry[],
  { inputs: most }: Pick<Plan, 'inputs'>,
): Content[] {
  const [first, ...others] = dropped.flatMap(({ origin, message }) =>
    (origin === 'person' || origin === 'parent') && message.role === 'user'
      ? [message.content]
      : [],
  )
  if (!first) return []
  const task = cutContent(first, most)
  let room = most - contentTokens(task)
  let cutRoom = most * cutShare
  const kept: Content[] = []
  for (const content of others.toReversed()) {
    const tokens = contentTokens(content)
    if (tokens <= room) {
      room -= tokens
      kept.unshift(content)
      continue
    }
    // What is older does not fit either: the newest have the room.
    room = 0
    const beginning = cutContent(content, cutTokens)
    cutRoom -= contentTokens(beginning)
    if (cutRoom < 0) break
    kept.unshift(beginning)
  }
  const missing = others.length - kept.length
  const note = `[${missing} earlier messages left out to save room]`
  return [task, ...(missing > 0 ? [textContent(note)] : []), ...kept]
}
