import type { Kind } from '../setup/option-kinds.ts'
import { requireKnown } from '../setup/require-known.ts'
import type { ManyOptions } from './run-many.ts'

const known = {
  concurrency: 'a whole number above 0',
  options: 'an object',
  homes: 'a text',
  timeoutMs: 'a number above 0',
  stallMs: 'a number above 0',
  retries: 'a whole number of 0 or above',
  signal: 'an AbortSignal',
  onEvent: 'a function',
  onEnd: 'a function',
} as const satisfies Record<keyof ManyOptions, Kind>

/** @throws SdkError `invalid_option` for what is none of them, and for a value that means nothing. */
export const requireManyOptions = (given: ManyOptions): Promise<void> =>
  requireKnown(given, { known, of: 'The options of runMany' })
