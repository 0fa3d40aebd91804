import type { ConversationEntry } from '@harness/kernel'
import type { Plan } from './plan.ts'

/**
 * The seq of the newest reply that a summary stands for; undefined when there is none. The newest turn stays while the
 * model has not seen what its calls answered.
 */
export function boundaryOf(
  entries: readonly ConversationEntry[],
  { tokensOf, recent }: Pick<Plan, 'tokensOf' | 'recent'>,
): number | undefined {
  const newest = entries.findLast(({ origin }) => origin === 'model')?.seq ?? 0
  const isOver = entries.at(-1)?.origin === 'model'
  // A turn's results stand behind its reply: its tokens are known when the reply is reached.
  let kept = 0
  for (const { seq, origin, message } of entries.toReversed()) {
    kept += tokensOf(message)
    if (origin === 'model' && (seq < newest || isOver) && kept > recent) return seq
  }
  return undefined
}
