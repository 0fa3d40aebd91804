import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { KernelError } from '../../../errors/kernel-error.ts'
import { errorCode } from '../errors/error-code.ts'

/**
 * Makes a folder and those above it, one by one: Node's own way never returns where a folder takes no names (below
 * /proc). Throws `store_failed` where there can be no folder, a system's error where this user may not make one.
 */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return
  const above = dirname(folder)
  makeFolder(above)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST' && isFolder(folder)) return // somebody was faster
    if (code === 'EEXIST') throw refused(folder, `a file has that name: move it away`, error)
    if (code === 'ENOENT') throw refused(folder, `${above} takes no new folders`, error)
    throw error
  }
}

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

const refused = (folder: string, why: string, cause: unknown) =>
  new KernelError(
    'store_failed',
    `Could not make the folder ${folder} (${errorCode(cause)}): ${why}, or choose another home.`,
    { cause },
  )
