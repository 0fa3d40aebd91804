import { join } from 'node:path'
import { z } from 'zod'
import type { Disk, DiskFile } from '../disk/disk.ts'
import { readBetween } from '../disk/read-whole.ts'
import type { Segment } from '../lineage/lineage.ts'
import { statedSum } from '../log/decode-line.ts'
import { parseJson } from '../log/parse-json.ts'
import type { Position } from '../log/position.ts'

/** The first line of a snapshot file; the second is the state. */
export const SnapshotHeader = z.object({
  build: z.string(),
  seq: z.int().nonnegative(),
  /** Where the log stood, and with which checksum: a snapshot of another past does not match. */
  offset: z.int().nonnegative(),
  sum: z.string(),
})
export type SnapshotHeader = z.infer<typeof SnapshotHeader>

export const snapshotPath = (folder: string, seq: number): string => join(folder, `${seq}.json`)

/** The seqs of the snapshots in a folder, the newest first. */
export async function snapshotSeqs(disk: Disk, folder: string): Promise<number[]> {
  const names = await disk.list(folder)
  const seqs = names.flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? []).map(Number)
  return seqs.toSorted((a, b) => b - a)
}

/** The header of a snapshot file, from its beginning. */
export function parseHeader(text: string): SnapshotHeader | undefined {
  const line = text.slice(0, Math.max(0, text.indexOf('\n')))
  return SnapshotHeader.safeParse(parseJson(line)).data
}

/** Whether a position lies in the log of a segment as it is now. One that does is noted. */
export async function isPlaceOf(
  disk: Disk,
  { start, paths, places }: Segment,
  position: Position,
): Promise<boolean> {
  if (position.offset === 0) return position.seq === start.seq && position.sum === start.sum
  if (places.has(position)) return true
  const file = await disk.open(paths.log, 'read')
  try {
    if (!(await endsWith(file, position))) return false
  } finally {
    await file.close()
  }
  places.note(position)
  return true
}

async function endsWith(file: DiskFile, { offset, sum }: Position): Promise<boolean> {
  const bytes = await readBetween(file, Math.max(0, offset - 32), offset)
  return bytes.at(-1) === 10 && statedSum(bytes.subarray(0, -1)) === sum
}
