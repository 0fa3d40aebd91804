import type { Event } from '@harness/kernel'

/**
 * The fields in which a played log need not be the recorded one, by event type: `[path, why]`. Everything else is compared,
 * times and ids too. This list is the contract; what is added to it weakens every replay.
 */
export const advisory: Readonly<
  Partial<Record<Event['type'], readonly (readonly [path: string, why: string])[]>>
> = {
  'model.settled': [['transcript', 'nothing goes over a wire, so nothing is taken down of it']],
  'compaction.settled': [
    ['transcript', 'the same'],
    ['before', 'rough tokens, counted at a moment that is not recorded'],
    ['after', 'the same'],
  ],
}

/** Of a call that is no JSON the message ends in words of the JavaScript engine, and each version has its own. */
const ofEngine = 'invalid_json'

/** What of an outcome's payload is compared. */
export function compared(type: Event['type'], data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data
  const left = new Set((advisory[type] ?? []).map(([path]) => path))
  if (type === 'call.judged' && 'code' in data && data.code === ofEngine) left.add('message')
  return Object.fromEntries(Object.entries(data).filter(([key]) => !left.has(key)))
}
