import type { Event } from '../../../events/event.ts'
import { chainSum } from './chain-sum.ts'
import { parseEvent } from './parse-event.ts'

export type DecodedLine =
  | { kind: 'event'; event: Event; sum: string; more: boolean }
  /** `wrong` reads as in "the line <wrong>". */
  | { kind: 'bad'; wrong: string }

const trailer = /,"sum":"([0-9a-f]{16})(\+?)"\}$/
const trailerLength = 28

/** Reads a line (without its newline) and proves that it is what was written after `previous`. */
export function decodeLine(bytes: Buffer, previous: string): DecodedLine {
  const text = bytes.toString('utf8')
  const end = trailer.exec(text.slice(-trailerLength))
  if (!end) return { kind: 'bad', wrong: 'does not end with a checksum' }
  const [{ length }, sum = '', flag] = end
  const body = text.slice(0, -length)
  const more = flag === '+'
  if (chainSum(previous, body, more) !== sum) {
    return { kind: 'bad', wrong: 'does not match its checksum' }
  }
  const event = parseEvent(`${body}}`)
  return event ? { kind: 'event', event, sum, more } : { kind: 'bad', wrong: 'is not an event' }
}

/** The sum that a stored line ends with, from its last bytes; undefined when it ends otherwise. */
export const statedSum = (bytes: Buffer): string | undefined => statedEnd(bytes)?.[1]

/** The same of a line that is the last of its append; undefined for any other. */
export const lastSum = (bytes: Buffer): string | undefined => {
  const end = statedEnd(bytes)
  return end?.[2] === '' ? end[1] : undefined
}

const statedEnd = (bytes: Buffer) => trailer.exec(bytes.subarray(-trailerLength).toString('latin1'))

/** Whether a line could have been written whole, whatever stood before it. */
export const looksWhole = (bytes: Buffer): boolean =>
  statedSum(bytes) !== undefined && parseEvent(bytes.toString('utf8')) !== undefined
