import { constants } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { hashOf } from './hash-of.ts'
import { holdFolder, holdNewFolder, type HeldFolder } from './held-folder.ts'

export interface Writing {
  /** A real path. */
  path: string
  bytes: Uint8Array
  /** Permission bits to keep; undefined for a new file. */
  mode: number | undefined
  /** Names the effect: a write begun again uses, and so removes, what the first left behind. */
  key: string
}

/** New bytes beside their file, durable, and not yet in its place. */
export interface StagedWrite {
  /** Puts them in its place at once: a reader sees the old bytes or the new ones. */
  commit(): Promise<void>
  /** Takes them away again, or lets go of the folder after `commit`. */
  close(): Promise<void>
}

const fresh = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW

/** Makes the folders that are missing. Rejects with a system error, leaving nothing behind. */
export async function stageWrite(writing: Writing): Promise<StagedWrite> {
  const { path, bytes, mode, key } = writing
  const folder = await holdNewFolder(dirname(path))
  const beside = folder.at(stagedName(path, key))
  let isOpen = true
  const close = async () => {
    if (!isOpen) return
    isOpen = false
    try {
      await rm(beside, { force: true })
    } finally {
      await folder.close()
    }
  }
  try {
    await rm(beside, { force: true })
    const file = await open(beside, fresh, mode)
    try {
      await file.writeFile(bytes)
      if (mode !== undefined) await file.chmod(mode)
      await file.datasync()
    } finally {
      await file.close()
    }
  } catch (error) {
    await close()
    throw error
  }
  return { commit: () => rename(beside, folder.at(basename(path))), close }
}

/** Puts in its place what an earlier process staged; false when that is not there. */
export async function commitStaged(path: string, key: string): Promise<boolean> {
  const folder = await holdFolder(dirname(path))
  try {
    await rename(folder.at(stagedName(path, key)), folder.at(basename(path)))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  } finally {
    await folder.close()
  }
}

/** Removes a file by its real path; one that is gone already is no error. */
export async function removeFile(path: string): Promise<void> {
  const folder: HeldFolder = await holdFolder(dirname(path))
  try {
    await rm(folder.at(basename(path)), { force: true })
  } finally {
    await folder.close()
  }
}

/** The same for the same effect: known again after a crash. */
function stagedName(path: string, key: string): string {
  const suffix = hashOf(`${key} ${path}`).slice(7, 19)
  return `.${basename(path).slice(0, 100)}.${suffix}.tmp`
}
