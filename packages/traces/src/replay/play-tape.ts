import type { Event } from '@harness/kernel'
import type { Said } from './decisions.ts'
import { TapePlayer } from './tape-player.ts'

/** The first place at which a played log is not the recorded one. */
export interface TapeDifference {
  seq: number
  /** What stands there; null where the recording ends before. */
  recorded: Said | null
  /** What came of playing it; null for nothing. */
  played: Said | null
  /** The keys that lead to where the two part. */
  path: readonly string[]
  /** The version of the kernel that wrote that place, as the session's configuration says; null before there is one. */
  kernel: string | null
}

export interface Played {
  /** The version of the kernel that played it. */
  kernel: string
  /** Events of the recording. */
  events: number
  /** Effects that the kernel performed anew, with what was recorded as the world's part. */
  performed: number
  /** Events that were taken from the recording: what came from outside, and what a process left behind as it died. */
  given: number
  /** Null where all is equal but what is advisory. */
  difference: TapeDifference | null
}

/**
 * The whole session again, by the real loop on a log in memory, with models, tools, policy, hooks, tasks and people that
 * are the recording: each outcome and input is released when the log stands right before its recorded place, time is the
 * recorded time. Nothing is executed, no socket is opened, nothing is written. What the loop decides and what it makes of
 * the answers must be what is recorded, but for the fields of `advisory`. Where the recording ends, the tape ends. Holds
 * all events in memory. Rejects as `events` does.
 */
export async function playTape(events: AsyncIterable<Event>): Promise<Played> {
  const recorded: Event[] = []
  for await (const event of events) recorded.push(event)
  return new TapePlayer(recorded).play()
}
