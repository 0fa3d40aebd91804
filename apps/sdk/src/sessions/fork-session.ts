import type { SessionPlace } from './read-session.ts'

/** From where on a fork goes its own way, and what it is called. */
export interface ForkOptions extends SessionPlace {
  /** The `seq` of the last event that both share. Default: the newest. */
  at?: number
  /** A name for the new one. Default: the other's. */
  title?: string
}

/**
 * Makes a session that shares everything up to an event with another, whoever runs that, and begins no run; answers its id.
 * Rejects with `invalid_option` when there is no such event.
 */
export async function forkSession(id: string, options: ForkOptions = {}): Promise<string> {
  const { fork } = await import('../engine.ts')
  return fork(id, options)
}
