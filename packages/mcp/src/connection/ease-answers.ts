import type { Transport } from '@modelcontextprotocol/client'
import { z } from 'zod'

/** Where the lists of an answer are, as its server sent them. */
const kept = 'harness/lists'

const Kept = z.looseObject({ [kept]: z.record(z.string(), z.array(z.unknown())).optional() })

/**
 * Keeps answers from being refused as a whole for a part: their lists are put where the library does not look at them, as here
 * each entry is looked at by itself, and an answer that does not say of which kind it is counts as a complete one. A
 * handler that is there before the library's own is called before it.
 */
export function easeAnswers(transport: Transport): void {
  const ease: Transport['onmessage'] = (message) => {
    if (!('result' in message)) return
    const lists = Object.entries(message.result).filter(([, value]) => Array.isArray(value))
    const empty = lists.map(([key]) => [key, []] as const)
    message.result = {
      resultType: 'complete',
      ...message.result,
      ...Object.fromEntries(empty),
      [kept]: Object.fromEntries(lists),
    }
  }
  Object.assign(transport, { onmessage: ease })
}

/** An answer with its lists. */
export function wholeAnswer(answer: unknown): unknown {
  const { data } = Kept.safeParse(answer)
  if (!data) return answer
  const { [kept]: lists, ...rest } = data
  return { ...rest, ...lists }
}
