import { join } from 'node:path'
import type { Disk, DiskFile } from '../disk/disk.ts'
import { readBetween } from '../disk/read-whole.ts'
import { writeFile } from '../disk/write-file.ts'

export interface Tail {
  from: number
  size: number
  /** The folder that keeps what is cut. */
  torn: string
}

/** Cuts what a crash left after the last whole append, once it is kept elsewhere. */
export async function cutTail(
  disk: Disk,
  file: DiskFile,
  { from, size, torn }: Tail,
): Promise<{ offset: number; bytes: number; kept: string }> {
  const bytes = await readBetween(file, from, size)
  const kept = join(torn, `log-${from}-${bytes.length}.part`)
  await writeFile(disk, kept, { bytes, durable: true })
  await file.truncate(from)
  await file.sync()
  return { offset: from, bytes: bytes.length, kept }
}
