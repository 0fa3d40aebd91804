import { constants } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Hash } from '@harness/kernel'
import { faultOf, isMissing } from './fault.ts'
import { hashOf } from './hash-of.ts'
import { holdFolder, holdNewFolder, type HeldFolder } from './held-folder.ts'
import { loadFile } from './load-file.ts'

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

/** Makes the folders that are missing. Rejects with a system error, leaving no file behind. */
export async function stageWrite(writing: Writing): Promise<StagedWrite> {
  const { path, bytes, mode, key } = writing
  const folder = await holdNewFolder(dirname(path))
  const beside = folder.at(basename(stagedPath(path, key)))
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

/** What an earlier process staged. */
interface Staged extends Pick<Writing, 'path' | 'key'> {
  /** Of the whole of it. */
  hash: Hash
}

/** Puts in its place what an earlier process staged; false when that is not there, or only begun. */
export async function commitStaged({ path, key, hash }: Staged): Promise<boolean> {
  const staged = stagedPath(path, key)
  const file = await loadFile(staged, staged)
  if (file === null || 'code' in file || file.hash !== hash) return false
  const folder = await holdFolder(dirname(path))
  try {
    await rename(folder.at(basename(staged)), folder.at(basename(path)))
    return true
  } catch (error) {
    if (isMissing(error)) return false
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

/** What was staged for nothing is not left lying about; where that cannot be removed, it stays. */
export async function discardStaged(path: string, key: string): Promise<void> {
  try {
    await removeFile(stagedPath(path, key))
  } catch (error) {
    faultOf(error, path)
  }
}

/** Where the new bytes of a file stand until they take its place; the same for the same effect, known again after a crash. */
export function stagedPath(path: string, key: string): string {
  const suffix = hashOf(`${key} ${path}`).slice(7, 19)
  // Whatever its letters are, this is a name of fewer bytes than the 255 that most file systems allow.
  return join(dirname(path), `.${basename(path).slice(0, 60)}.${suffix}.tmp`)
}
