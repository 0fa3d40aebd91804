import type { Event } from '../../../events/event.ts'
import { parseJson } from './parse-json.ts'

/** An event from its JSON; undefined when it is none. */
export function parseEvent(text: string): Event | undefined {
  const value = parseJson(text)
  return isEvent(value) ? value : undefined
}

/**
 * Looks at the envelope only. The payload was checked by its schema when it was appended, and the checksum says that
 * it is what was appended: a schema here would cost more than all the rest of reading.
 */
const isEvent = (value: unknown): value is Event =>
  typeof value === 'object' &&
  value !== null &&
  'seq' in value &&
  Number.isSafeInteger(value.seq) &&
  'at' in value &&
  typeof value.at === 'number' &&
  'type' in value &&
  typeof value.type === 'string' &&
  'v' in value &&
  Number.isSafeInteger(value.v) &&
  'cause' in value &&
  (value.cause === null || Number.isSafeInteger(value.cause)) &&
  'data' in value
