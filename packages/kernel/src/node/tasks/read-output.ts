import { open, type FileHandle } from 'node:fs/promises'
import { pieceOf } from '../../output/piece-of.ts'
import type { ByteRange, TaskOutput } from '../../ports/task-desk.ts'
import { isMissing } from './read-if-there.ts'
import type { TaskFolder } from './task-folder.ts'

/** What a command wrote, from a byte on; undefined when nothing is kept of it. */
export async function readOutput(
  { out }: TaskFolder,
  range: ByteRange,
): Promise<TaskOutput | undefined> {
  const file = await openIfThere(out)
  if (!file) return undefined
  try {
    const { size } = await file.stat()
    const from = Math.min(range.from, size)
    const bytes = new Uint8Array(Math.min(range.most, size - from))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
    return pieceOf(bytes.subarray(0, bytesRead), from, size)
  } finally {
    await file.close()
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
