import { isAbsolute, relative, resolve, sep } from 'node:path'

/** Whether a path is a folder or below it, as they are written: links are not looked at. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(path))
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
