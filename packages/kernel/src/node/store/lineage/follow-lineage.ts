import type { Event } from '../../../events/event.ts'
import type { Disk, DiskFile } from '../disk/disk.ts'
import { readEvents } from '../log/read-events.ts'
import { seekEvent } from '../log/seek-event.ts'
import { Changes } from '../watch/changes.ts'
import type { Lineage, Segment } from './lineage.ts'
import { readAncestors } from './read-lineage.ts'

export interface Following {
  lineage: Lineage
  from: number
  signal: AbortSignal
}

/** The events from `from`, by groups, then every further one as it is written, until the signal fires. */
export async function* followLineage(
  disk: Disk,
  { lineage, from, signal }: Following,
): AsyncGenerator<Event[]> {
  yield* readAncestors(disk, lineage, from)
  const [own] = lineage
  const file = await disk.open(own.paths.log, 'read')
  const changes = new Changes(disk, own.paths.log)
  try {
    yield* followFile(own, { file, changes, from, signal })
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    changes.close()
    await file.close()
  }
}

/** Reads on whenever the file has another size. A part of an append is read again when there is more of it. */
async function* followFile(
  { session, places }: Segment,
  options: { file: DiskFile; changes: Changes; from: number; signal: AbortSignal },
): AsyncGenerator<Event[]> {
  const { file, changes, from, signal } = options
  let size = await file.size()
  const position = await seekEvent({ session, file, size }, from, places)
  while (!signal.aborted) {
    for await (const events of readEvents({ session, file, size }, position)) {
      yield events.filter(({ seq }) => seq >= from)
    }
    await changes.until(async () => (await file.size()) !== size, signal)
    size = await file.size()
  }
}
