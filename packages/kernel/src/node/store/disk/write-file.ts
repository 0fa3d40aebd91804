import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import type { Disk } from './disk.ts'
import { writeWhole } from './write-whole.ts'

/**
 * Puts a whole file in place at once: readers see the old one or the new one, never a part. With `durable` it also
 * survives a power cut when the promise resolves; a folder made on the way is then made durable in its own folder.
 */
export async function writeFile(
  disk: Disk,
  path: string,
  { bytes, durable }: { bytes: Uint8Array; durable: boolean },
): Promise<void> {
  const folder = dirname(path)
  const temporary = `${path}.${randomUUID().slice(0, 8)}.tmp`
  await disk.makeFolder(folder)
  try {
    await writeNew(disk, temporary, { bytes, durable })
    await disk.rename(temporary, path)
  } catch (error) {
    await disk.remove(temporary)
    throw error
  }
  if (durable) await Promise.all([disk.syncFolder(folder), disk.syncFolder(dirname(folder))])
}

async function writeNew(
  disk: Disk,
  path: string,
  { bytes, durable }: { bytes: Uint8Array; durable: boolean },
): Promise<void> {
  const file = await disk.open(path, 'new')
  try {
    await writeWhole(file, bytes)
    if (durable) await file.sync()
  } finally {
    await file.close()
  }
}
