import { chmodSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../error-code.ts'
import { listTree } from './list-tree.ts'

const refused: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'ENOTEMPTY'])

/** Removes a file or a folder and all in it, also where folders may not be read or written. Nothing there is fine. */
export async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true })
  } catch (error) {
    if (!refused.has(errorCode(error) ?? '')) throw error
    chmodSync(path, 0o700)
    for (const entry of await listTree(path, { force: true })) {
      if (entry.kind === 'folder') chmodSync(join(path, entry.path), 0o700)
    }
    await rm(path, { recursive: true, force: true })
  }
}
