import { KernelError } from '../errors/kernel-error.ts'
import { StreamEvent } from './stream-event.ts'

/** A line of a later harness, as it came: a type, or fields of one, that this version does not know. */
export interface UnknownEvent {
  type: 'unknown'
  raw: object
}

/**
 * A line of the public stream, as its text or already as an object. Fields of a known type that are not known are kept.
 * Every other object is an `UnknownEvent`; what is no JSON object throws a `KernelError` with `invalid_event`.
 */
export function parseStreamEvent(line: unknown): StreamEvent | UnknownEvent {
  const value = typeof line === 'string' ? fromText(line) : line
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new KernelError(
      'invalid_event',
      `A line of the stream is a JSON object, not ${beginning(line)}.`,
    )
  }
  return isStreamEvent(value) ? value : { type: 'unknown', raw: value }
}

/** The object itself is handed on: what the schema does not know of it stays. */
const isStreamEvent = (value: unknown): value is StreamEvent => StreamEvent.safeParse(value).success

function fromText(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    const message = `A line of the stream is not JSON: ${beginning(line)}.`
    throw new KernelError('invalid_event', message, { cause })
  }
}

function beginning(line: unknown): string {
  if (typeof line !== 'string') return Array.isArray(line) ? 'an array' : `of type ${typeof line}`
  return JSON.stringify(line.length <= 60 ? line : `${line.slice(0, 60).toWellFormed()}…`)
}
