import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { fileErrorCode } from './file-error-code.ts'

/** What is in a folder, by name: the same on every system. One that is not there is empty; one that may not be read is too. */
export async function sortedEntries(
  folder: string,
  refused?: (why: string) => void,
): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    const code = fileErrorCode(error)
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      refused?.(`cannot be read (${code}). Check who may.`)
    return []
  }
}
