import { KernelError } from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { playTape, subagentsIn, type TapeDifference } from '@harness/traces'
import type { AttemptState } from '../record/eval-fold.ts'
import { sessionOf } from '../record/session-of.ts'
import { attemptPlace } from './attempt/attempt-place.ts'
import { readAttempt } from './read-attempt.ts'

/** Where a session of an attempt is not what playing it comes to. */
export type SessionDifference =
  | { kind: 'session'; session: string; difference: TapeDifference }
  /** The log of a session cannot be read. */
  | { kind: 'damaged'; session: string; message: string }

export interface PlayedSessions {
  sessions: number
  events: number
  differences: SessionDifference[]
  isDamaged: boolean
}

/** Plays the session of an attempt, and those of its subagents. */
export async function playSessions(run: string, attempt: AttemptState): Promise<PlayedSessions> {
  const { home } = attemptPlace(run, attempt)
  const session = sessionOf(attempt)
  const played: PlayedSessions = { sessions: 0, events: 0, differences: [], isDamaged: false }
  if (session === null) return played
  const trace = await readAttempt(home, session)
  const children = trace ? subagentsIn(trace).map((child) => child.session) : []
  for (const id of [session, ...children]) {
    try {
      const reader = await fileSessions({ home }).reader(id)
      const { events, difference } = await playTape(reader.read(1))
      played.events += events
      if (difference) played.differences.push({ kind: 'session', session: id, difference })
    } catch (error) {
      if (!(error instanceof KernelError)) throw error
      if (error.code !== 'session_damaged' && error.code !== 'session_not_found') throw error
      played.isDamaged = true
      played.differences.push({ kind: 'damaged', session: id, message: error.message })
    }
    played.sessions += 1
  }
  return played
}
