import { rmdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { isMissing } from './fault.ts'
import { holdFolder } from './held-folder.ts'

/** Removes the folder of a file that is gone, and those above it up to `uppermost`, as long as nothing is in them. */
export async function removeEmptyFolders(file: string, uppermost: string): Promise<void> {
  for (let folder = dirname(file); isWithin(folder, uppermost); folder = dirname(folder)) {
    if (!(await removeEmpty(folder))) return
  }
}

const isWithin = (folder: string, uppermost: string): boolean =>
  folder === uppermost || folder.startsWith(`${uppermost}/`) || folder.startsWith(`${uppermost}\\`)

async function removeEmpty(folder: string): Promise<boolean> {
  try {
    const parent = await holdFolder(dirname(folder))
    try {
      await rmdir(parent.at(basename(folder)))
      return true
    } finally {
      await parent.close()
    }
  } catch (error) {
    if (isMissing(error)) return true
    if (error instanceof Error && 'code' in error && inUse.has(error.code)) return false
    throw error
  }
}

/** Something is in it, it is a link by now, or it may not be removed. */
const inUse: ReadonlySet<unknown> = new Set([
  'ENOTEMPTY',
  'EEXIST',
  'ENOTDIR',
  'EMOVED',
  'EBUSY',
  'EACCES',
  'EPERM',
  'EROFS',
])
