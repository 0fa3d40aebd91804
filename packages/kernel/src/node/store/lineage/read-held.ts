import type { Event } from '../../../events/event.ts'
import type { Disk } from '../disk/disk.ts'
import type { Position } from '../log/position.ts'
import type { Tail } from '../log/tail.ts'
import type { Lineage } from './lineage.ts'
import { readLineage } from './read-lineage.ts'

export interface HeldReading {
  from: number
  tail: Tail
  /** Where to stop. */
  end: Position
}

/**
 * The events of a session that is held, by groups: what was proved when its log was opened is not read again. Where the
 * file does not lead up to that any more, all of it is read, and the reading says what is wrong.
 */
export async function* readHeld(
  disk: Disk,
  lineage: Lineage,
  { from, tail, end }: HeldReading,
): AsyncGenerator<Event[]> {
  let next = from
  if (next <= tail.start.seq) {
    for await (const events of readLineage(disk, lineage, { from, size: tail.start.offset })) {
      yield events
      next = (events.at(-1)?.seq ?? next - 1) + 1
    }
  }
  if (next > tail.start.seq && next <= tail.end.seq) {
    yield tail.events.slice(next - tail.start.seq - 1)
    next = tail.end.seq + 1
  }
  if (next <= end.seq) yield* readLineage(disk, lineage, { from: next, size: end.offset })
}
