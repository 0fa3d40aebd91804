import type { Played, Redecided } from '@harness/traces'
import type { SessionPlace } from './read-session.ts'

export interface ReplayOptions extends SessionPlace {
  /**
   * `decide`: decides again over the log, at every place; `tape`: the whole session once more, with models, tools and people
   * that are the recording. Default: both.
   */
  how?: 'decide' | 'tape' | 'both'
  /** The `seq` of the last event that counts. Default: the newest. */
  upTo?: number
}

/** What came of replaying a session. */
export interface ReplayedSession {
  /** Its whole id. */
  session: string
  /** Whether everything came out as it is recorded. */
  isEqual: boolean
  /** What deciding again found; null where that was not asked for. */
  decided: Redecided | null
  /** What playing it found; null where that was not asked for. */
  played: Played | null
  /**
   * Where something differs that another version of the kernel wrote: the command that replays it under that version. Null
   * where the versions are the same, or that one was never published.
   */
  elsewhere: string | null
}

/**
 * Replays a recorded session, whoever runs it: nothing is executed, no socket is opened, nothing is written. Rejects as
 * `readSession` does, and with `invalid_option` when there is no event `upTo`.
 */
export async function replaySession(
  id: string,
  options: ReplayOptions = {},
): Promise<ReplayedSession> {
  const { replayed } = await import('../traces-engine.ts')
  return replayed(id, options)
}
