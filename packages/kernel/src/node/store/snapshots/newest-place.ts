import type { Disk } from '../disk/disk.ts'
import { readBetween } from '../disk/read-whole.ts'
import type { Segment } from '../lineage/lineage.ts'
import type { Position } from '../log/position.ts'
import { isPlaceOf, parseHeader, snapshotPath, snapshotSeqs } from './snapshot-files.ts'

const headerRoom = 1024

/** The newest place in a log that a snapshot vouches for, of whatever build; the start of the log when none does. */
export async function newestPlace(disk: Disk, segment: Segment): Promise<Position> {
  const { snapshots } = segment.paths
  for (const seq of await snapshotSeqs(disk, snapshots)) {
    const header = parseHeader(await beginning(disk, snapshotPath(snapshots, seq)))
    if (!header) continue
    const { offset, sum } = header
    if (await isPlaceOf(disk, segment, header)) return { seq: header.seq, offset, sum }
  }
  return segment.start
}

async function beginning(disk: Disk, path: string): Promise<string> {
  const file = await disk.open(path, 'read')
  try {
    return (await readBetween(file, 0, headerRoom)).toString()
  } finally {
    await file.close()
  }
}
