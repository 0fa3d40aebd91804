import { rmdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { isMissing } from './fault.ts'
import { holdFolder } from './held-folder.ts'

/** Removes a folder by its real path, if nothing is in it and nothing else is in its place. */
export async function removeEmptyFolder(path: string): Promise<void> {
  try {
    const parent = await holdFolder(dirname(path))
    try {
      await rmdir(parent.at(basename(path)))
    } finally {
      await parent.close()
    }
  } catch (error) {
    if (isMissing(error)) return
    if (error instanceof Error && 'code' in error && inUse.has(error.code)) return
    throw error
  }
}

/** Something is in it, it is a link by now, or it may not be removed. */
const inUse: ReadonlySet<unknown> = new Set([
  'ENOTEMPTY',
  'EEXIST',
  'EMOVED',
  'EBUSY',
  'EACCES',
  'EPERM',
  'EROFS',
])
