import type { Event } from '../events/event.ts'

/** The stored log of one session, held by the one writer it has. A rejection means that the store is broken. */
export interface EventStore {
  readonly session: string
  /** The seq of the newest written event, 0 for none. */
  readonly head: number
  /** Writes all or nothing; `false` when the log has moved past `expect`. Written is not yet durable. */
  append(events: readonly Event[], expect: number): Promise<boolean>
  /** Resolves when everything written before the call is durable. A failed sync rejects now and ever after. */
  sync(): Promise<void>
  /** The events from `from` (inclusive) to the head at the time of the call, in order. */
  read(from: number): AsyncIterable<Event>
  /** Releases the log; nothing may be called afterwards. */
  close(): Promise<void>
}
