import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, statSync } from 'node:fs'

/** More is no configuration, and is refused when it is read. */
const mostBytes = 1024 * 1024

/**
 * What a file holds, or what a link leads to, as a short text that differs when it does; undefined where there is none.
 */
export function digestOf(path: string): string | undefined {
  if (!lstatSync(path, { throwIfNoEntry: false })) return undefined
  const found = statSync(path, { throwIfNoEntry: false })
  // A pipe is not read to be looked at.
  if (!found?.isFile() || found.size > mostBytes) return 'no file'
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
