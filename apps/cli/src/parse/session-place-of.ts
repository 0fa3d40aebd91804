import { UsageError } from '../outcome/usage-error.ts'
import { wholeNumber } from './numbers.ts'
import { sessionPlace } from './session-place.ts'

/** A session, and up to which of its events: `ID` or `ID@SEQ`. */
export function sessionPlaceOf(command: string, word: string | undefined) {
  if (word === undefined) {
    throw new UsageError(`Which session? harness ${command}; harness sessions list shows the ids.`)
  }
  const { id, seq } = sessionPlace(word)
  const upTo = seq === undefined ? undefined : seqOf(seq, word)
  return { id, upTo }
}

function seqOf(text: string, word: string): number {
  if (/^\d+$/.test(text)) return wholeNumber('at', text) ?? 0
  throw new UsageError(`${JSON.stringify(word)}: behind the @ stands the number of an event.`)
}
