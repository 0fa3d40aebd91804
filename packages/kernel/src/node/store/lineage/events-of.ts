import type { Event } from '../../../events/event.ts'
import { asKernelError } from '../errors/as-kernel-error.ts'

/** The events of groups, one by one. What the disk refuses becomes an error about the session. */
export async function* eventsOf(
  session: string,
  groups: AsyncIterable<Event[]>,
): AsyncGenerator<Event> {
  try {
    for await (const events of groups) {
      for (const event of events) yield event // `yield*` would wait for each
    }
  } catch (error) {
    throw asKernelError(`read the log of session ${session}`, error)
  }
}
