import { UsageError } from '../outcome/usage-error.ts'

/** `ID` or `ID@SEQ`: a session, and one of its events. */
export function sessionPlace(place: string): { id: string; seq: number | undefined } {
  const [, id = place, digits] = /^([^@]*)@(.*)$/su.exec(place) ?? []
  if (digits === undefined) return { id, seq: undefined }
  const seq = /^\d+$/u.test(digits) ? Number(digits) : 0
  if (seq > 0 && Number.isSafeInteger(seq)) return { id, seq }
  throw new UsageError(
    `${JSON.stringify(place)}: behind the @ stands the number of an event, from 1.`,
  )
}
