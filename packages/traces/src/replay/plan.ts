import type { Event } from '@harness/kernel'
import { Decisions } from './decisions.ts'

/** Facts that stood together before anything was decided because of them: the seqs of the first and the last. */
export interface Release {
  from: number
  to: number
}

/**
 * What of a log came from outside the loop, in the pieces in which it must be released so that the loop decides where it
 * decided. What was decided and not written to its end, as a process died, is part of a piece. Ends where the kernel
 * decides otherwise.
 */
export function planOf(events: readonly Event[]): Release[] {
  const decisions = new Decisions()
  const releases: Release[] = []
  for (const event of events) {
    const { isDone } = decisions
    const { as, anew, mismatch } = decisions.take(event)
    if (mismatch) return releases
    const last = releases.at(-1)
    if (last && anew !== undefined) last.to = anew
    if (as !== 'fact') continue
    if (last && !isDone) last.to = event.seq
    else releases.push({ from: event.seq, to: event.seq })
  }
  return releases
}
