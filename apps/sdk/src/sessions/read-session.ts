import type { Event, SessionReader } from '@harness/kernel'
import type { Options } from '../options.ts'

/** Where to look for a session. */
export type SessionPlace = Pick<Options, 'home'>

/**
 * The events of a session, oldest first, whoever holds it. Rejects with `unknown_session`, which names the closest ids, or
 * `session_damaged` after the last event before the damage.
 */
export async function* readSession(id: string, place: SessionPlace = {}): AsyncGenerator<Event> {
  yield* (await readerOf(id, place)).read(1)
}

/** Where to look, and until when to look on. */
export interface FollowOptions extends SessionPlace {
  /** Ends the events, quietly. */
  signal: AbortSignal
}

/** Like `readSession`, then every further event as it is written, by whatever process, until the signal fires. */
export async function* followSession(
  id: string,
  { signal, ...place }: FollowOptions,
): AsyncGenerator<Event> {
  yield* (await readerOf(id, place)).follow(1, signal)
}

async function readerOf(id: string, place: SessionPlace): Promise<SessionReader> {
  const { knownReader, openStore } = await import('../engine.ts')
  const store = await openStore(place)
  return knownReader(store, id)
}
