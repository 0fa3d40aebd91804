import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import type { Hash } from '@harness/kernel'
import { faultOf, isMissing, systemError, type Fault } from './fault.ts'
import { hashOf } from './hash-of.ts'
import { openAsIs } from './held-folder.ts'

export interface LoadedFile {
  bytes: Buffer
  hash: Hash
  /** Permission bits. */
  mode: number
  /** Whether the model has read it as it is: what it has not read it is not shown in an error either. */
  isSeen?: boolean
}

/** Files beyond this are read in ranges only, and changed by other means. */
export const editableBytes = 16 * 1024 * 1024

/** A whole file; null when there is none. */
export async function loadFile(path: string, name: string): Promise<LoadedFile | null | Fault> {
  try {
    const { file, size, mode } = await openFile(path)
    try {
      if (size > editableBytes) return tooLarge(name, size)
      const bytes = await file.readFile()
      return { bytes, hash: hashOf(bytes), mode: mode & 0o7777 }
    } finally {
      await file.close()
    }
  } catch (error) {
    return isMissing(error) ? null : faultOf(error, name)
  }
}

/** Opens a regular file by its real path, never waiting for a pipe. Anything else is a system error. */
export async function openFile(
  path: string,
): Promise<{ file: FileHandle; size: number; mode: number }> {
  const file = await openAsIs(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const stat = await file.stat()
  if (stat.isFile()) return { file, size: stat.size, mode: stat.mode }
  await file.close()
  throw systemError(stat.isDirectory() ? 'EISDIR' : 'ENOTFILE', path)
}

const tooLarge = (name: string, size: number): Fault => ({
  code: 'too_large',
  message: `${name} has ${size} bytes; files over ${editableBytes} are changed with a command.`,
})
