import { chmod, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { hashOf } from './hash-of.ts'

export interface Writing {
  bytes: Uint8Array
  /** Permission bits to keep; undefined for a new file. */
  mode: number | undefined
  /** Names the effect: a write begun again uses, and so removes, what the first left behind. */
  key: string
}

/** Writes beside the file and renames over it: a reader sees the old bytes or the new ones, whatever happens. */
export async function writeAtomic(path: string, { bytes, mode, key }: Writing): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  const suffix = hashOf(`${key} ${path}`).slice(7, 19)
  const beside = join(folder, `.${basename(path).slice(0, 100)}.${suffix}.tmp`)
  try {
    const file = await open(beside, 'w', mode)
    try {
      await file.writeFile(bytes)
      await file.datasync()
    } finally {
      await file.close()
    }
    if (mode !== undefined) await chmod(beside, mode)
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
