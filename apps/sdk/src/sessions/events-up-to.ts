import type { Event, SessionReader } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'

/** The events of a session up to one of them. Rejects with `invalid_option` when it has no such event. */
export async function* eventsUpTo(
  reader: Pick<SessionReader, 'id' | 'read'>,
  upTo: number | undefined,
  from = 1,
): AsyncGenerator<Event> {
  let newest = from - 1
  for await (const event of reader.read(from)) {
    newest = event.seq
    yield event
    if (newest === upTo) return
  }
  if (upTo === undefined) return
  throw new SdkError(
    'invalid_option',
    `Session ${reader.id} has no event ${upTo}: its newest is ${newest}.`,
    { session: reader.id },
  )
}
