import { isAbsolute, relative, resolve, sep } from 'node:path'
import { guardedPart } from '../../permissions/guarded-folder-rules.ts'
import { openWorkspace } from '../../session/open-workspace.ts'
import { Refused } from '../refused.ts'

/** Whether a path is the folder or below it, as the two are written. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/**
 * The real path of a folder that a client names, seen from the server's. Nothing outside of that is looked at. What decides
 * what is allowed and run later is no folder to work in: its files are guarded by the way that leads to them from outside.
 */
export async function folderWithin(folder: string, named: string): Promise<string> {
  const path = resolve(folder, named)
  const outside = new Refused(
    `${JSON.stringify(named)} is outside of the folder that is served: name one below it, as seen from it.`,
  )
  if (named.includes('\0') || !isWithin(folder, path)) throw outside
  const real = await openWorkspace(path)
  if (!isWithin(folder, real)) throw outside
  const guarded = guardedPart(relative(folder, real))
  if (guarded === undefined) return real
  throw new Refused(
    `${JSON.stringify(named)} is in a ${guarded}, which decides what is allowed and run later: name the folder that it stands in.`,
  )
}
