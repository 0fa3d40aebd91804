import { errorCode } from '../errors/error-code.ts'
import type { Disk, DiskFile } from './disk.ts'

/** The bytes of a file; undefined when there is none. */
export async function readWhole(disk: Disk, path: string): Promise<Buffer | undefined> {
  const file = await openExisting(disk, path)
  if (!file) return undefined
  try {
    return await readBetween(file, 0, await file.size())
  } finally {
    await file.close()
  }
}

/** The bytes in `from`…`to`, fewer when the file ends before. */
export async function readBetween(file: DiskFile, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(Math.max(0, to - from))
  let done = 0
  while (done < bytes.length) {
    const count = await file.read(bytes.subarray(done), from + done)
    if (count === 0) break
    done += count
  }
  return bytes.subarray(0, done)
}

/** The file to read; undefined when there is none. */
export async function openExisting(disk: Disk, path: string): Promise<DiskFile | undefined> {
  try {
    return await disk.open(path, 'read')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
