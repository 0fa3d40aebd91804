import { realpathSync } from 'node:fs'
import { sep } from 'node:path'
import { errorCode } from '../error-code.ts'

const nowhere: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'])

/** The real path of what a path leads to, where that is inside of the folder; undefined where it is not, or is not there. */
export function realWithin(folder: string, path: string): string | undefined {
  try {
    const root = realpathSync(folder)
    const real = realpathSync(path)
    return real === root || real.startsWith(root + sep) ? real : undefined
  } catch (error) {
    if (nowhere.has(errorCode(error) ?? '')) return undefined
    throw error
  }
}
