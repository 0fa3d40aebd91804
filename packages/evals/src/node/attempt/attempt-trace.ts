import type { Trace } from '@harness/traces'
import { readAttempt } from '../read-attempt.ts'
import type { Attempt } from './attempt-world.ts'

/** What happened in the subject's session so far; null where it has none. */
export async function attemptTrace({ state, place }: Attempt): Promise<Trace | null> {
  const session = state.rounds.findLast(({ end }) => end.session !== null)?.end.session
  return session === undefined || session === null ? null : readAttempt(place.home, session)
}
