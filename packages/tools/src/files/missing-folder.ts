import { lstat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isMissing } from './fault.ts'

/** The uppermost folder above a real path that is not there; undefined when all are. */
export async function missingFolder(path: string): Promise<string | undefined> {
  let missing: string | undefined
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    try {
      await lstat(folder)
      return missing
    } catch (error) {
      if (!isMissing(error) || folder === dirname(folder)) throw error
      missing = folder
    }
  }
}
