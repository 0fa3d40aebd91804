import {
  contentTokens,
  contentText,
  textContent,
  type Content,
  type ConversationEntry,
} from '@harness/kernel'
import type { Plan } from './plan.ts'

/** Characters that are left of what does not fit. */
const headChars = 500

/**
 * What people, and the agent this one works for, said: word for word, oldest first. When it does not fit, the oldest are
 * cut and say so; the first one, which is the task, last of all.
 */
export function inputsBefore(
  dropped: readonly ConversationEntry[],
  { inputs: most }: Pick<Plan, 'inputs'>,
): Content[] {
  const inputs = dropped.flatMap(({ origin, message }) =>
    (origin === 'person' || origin === 'parent') && message.role === 'user'
      ? [message.content]
      : [],
  )
  const first = inputs[0]
  let room = most - (first ? contentTokens(first) : 0)
  const kept = inputs
    .slice(1)
    .toReversed()
    .map((content) => {
      room -= contentTokens(content)
      return room >= 0 ? content : cut(content, headChars)
    })
  if (!first) return []
  // A task that fills the window alone.
  const task = contentTokens(first) > most ? cut(first, Math.floor(most)) : first
  return [task, ...kept.toReversed()]
}

function cut(content: Content, chars: number): Content {
  const text = contentText(content)
  if (text.length <= chars) return textContent(text)
  return textContent(
    `${text.slice(0, chars).toWellFormed()}\n[${text.length - chars} more characters, left out to save room]`,
  )
}
