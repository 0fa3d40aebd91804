import { homedir } from 'node:os'
import { isAbsolute, join, relative, sep } from 'node:path'
import { plainLine } from './plain-text.ts'

/** A path as a person would type it: from here, from their home, or whole. */
export function shownPath(path: string, here = process.cwd()): string {
  const below = belowOf(here, path)
  if (below !== undefined) return plainLine(below)
  const own = belowOf(homedir(), path)
  return plainLine(own === undefined ? path : join('~', own))
}

function belowOf(folder: string, path: string): string | undefined {
  const way = relative(folder, path)
  return way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
    ? undefined
    : way
}
