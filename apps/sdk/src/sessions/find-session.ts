import type { SessionSummary } from '@harness/kernel/node'
import type { SessionPlace } from './read-session.ts'

/** One session, and what hangs on it. */
export interface FoundSession extends SessionSummary {
  /** The ids of its subagents' sessions, theirs included. */
  subagents: readonly string[]
  /** The ids of the sessions that share its beginning. */
  forks: readonly string[]
}

/**
 * The session that an id means: a whole one, or the beginning or the end of one that no other has. Rejects with
 * `unknown_session` or `ambiguous_session`, which name the closest ids.
 */
export async function findSession(id: string, place: SessionPlace = {}): Promise<FoundSession> {
  const { foundSession } = await import('../engine.ts')
  return foundSession(id, place)
}
