import { KernelError } from '../../../errors/kernel-error.ts'
import type { Event } from '../../../events/event.ts'
import type { Disk } from '../disk/disk.ts'
import { readEvents } from '../log/read-events.ts'
import { seekEvent } from '../log/seek-event.ts'
import type { Lineage, Segment } from './lineage.ts'

export interface Reading {
  from: number
  /** How much of the session's own file to read, in bytes; all of it where it is not said. */
  size?: number
}

/** The events of a session from `from`, its parents' first, by groups. */
export async function* readLineage(
  disk: Disk,
  lineage: Lineage,
  reading: Reading,
): AsyncGenerator<Event[]> {
  yield* readAncestors(disk, lineage, reading.from)
  yield* readSegment(disk, lineage[0], reading)
}

/** The events from `from` that stand in the parents' files, by groups. */
export async function* readAncestors(
  disk: Disk,
  lineage: Lineage,
  from: number,
): AsyncGenerator<Event[]> {
  for (const segment of lineage.slice(1).toReversed()) {
    if (segment.last >= from && segment.last > segment.start.seq) {
      yield* readUpToLast(disk, segment, from)
    }
  }
}

async function* readSegment(
  disk: Disk,
  { session, paths, places }: Segment,
  { from, size }: Reading,
): AsyncGenerator<Event[]> {
  const file = await disk.open(paths.log, 'read')
  try {
    const source = { session, file, size: size ?? (await file.size()) }
    const position = await seekEvent(source, from, places)
    for await (const events of readEvents(source, position)) {
      yield events[0] && events[0].seq < from ? events.filter(({ seq }) => seq >= from) : events
    }
  } finally {
    await file.close()
  }
}

async function* readUpToLast(disk: Disk, segment: Segment, from: number): AsyncGenerator<Event[]> {
  const { session, last } = segment
  for await (const events of readSegment(disk, segment, { from })) {
    const newest = events.at(-1)?.seq ?? 0
    yield newest > last ? events.filter(({ seq }) => seq <= last) : events
    if (newest >= last) return
  }
  throw new KernelError(
    'session_damaged',
    `The log of session ${session} ends before its event ${last}, which a fork of it needs: restore it from a backup.`,
  )
}
