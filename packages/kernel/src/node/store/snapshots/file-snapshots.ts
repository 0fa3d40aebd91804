// Disposable: nothing here is synced, a snapshot that does not fit the log is ignored, and one that cannot be written is
// only missing.
import type { Snapshots } from '../../../ports/sessions.ts'
import type { Disk } from '../disk/disk.ts'
import { readWhole } from '../disk/read-whole.ts'
import { writeFile } from '../disk/write-file.ts'
import { errorCode } from '../errors/error-code.ts'
import type { Lineage, Segment } from '../lineage/lineage.ts'
import { locateEvent } from '../log/locate-event.ts'
import type { LogWriter } from '../log/log-writer.ts'
import { parseJson } from '../log/parse-json.ts'
import type { Position } from '../log/position.ts'
import { Turns } from '../log/turns.ts'
import { outdated } from './outdated.ts'
import {
  isPlaceOf,
  parseHeader,
  type SnapshotHeader,
  snapshotPath,
  snapshotSeqs,
} from './snapshot-files.ts'

interface Loaded {
  seq: number
  state: unknown
}

/** The snapshots of a session held for writing. A fork starts from its parent's, where one is old enough. */
export function fileSnapshots(disk: Disk, lineage: Lineage, writer: LogWriter): Snapshots {
  const turns = new Turns()
  return {
    async load(build) {
      for (const segment of lineage) {
        const found = await loadFrom(disk, segment, build)
        if (found) return found
      }
      return undefined
    },
    save: (build, seq, state) =>
      turns.run(async () => {
        const place = await placeOf(disk, lineage[0], { seq, end: writer.end })
        if (place)
          await write(disk, lineage[0].paths.snapshots, { header: { build, ...place }, state })
      }),
  }
}

async function loadFrom(disk: Disk, segment: Segment, build: string): Promise<Loaded | undefined> {
  const { snapshots } = segment.paths
  const seqs = (await snapshotSeqs(disk, snapshots)).filter((seq) => seq <= segment.last)
  for (const seq of seqs) {
    const text = (await readWhole(disk, snapshotPath(snapshots, seq)))?.toString() ?? ''
    const header = parseHeader(text)
    if (header?.build !== build || !(await isPlaceOf(disk, segment, header))) continue
    const state = parseJson(text.slice(text.indexOf('\n') + 1))
    if (state !== undefined) return { seq: header.seq, state }
  }
  return undefined
}

async function placeOf(
  disk: Disk,
  { session, paths, places }: Segment,
  { seq, end }: { seq: number; end: Position },
): Promise<Position | undefined> {
  if (seq === end.seq) return end
  const file = await disk.open(paths.log, 'read')
  try {
    return await locateEvent({ session, file, size: end.offset }, seq, places)
  } finally {
    await file.close()
  }
}

async function write(
  disk: Disk,
  folder: string,
  { header, state }: { header: SnapshotHeader; state: unknown },
): Promise<void> {
  const { build, seq, offset, sum } = header
  const text = `${JSON.stringify({ build, seq, offset, sum })}\n${JSON.stringify(state)}\n`
  try {
    await writeFile(disk, snapshotPath(folder, seq), { bytes: Buffer.from(text), durable: false })
    for (const each of outdated(await snapshotSeqs(disk, folder)))
      await disk.remove(snapshotPath(folder, each))
  } catch (error) {
    if (errorCode(error) === undefined) throw error // no system error: a mistake of ours
  }
}
