import { realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { toolchainsOfHome } from './private-places.ts'

/** What a program needs beside the folder it stands in. */
const besides = ['lib', 'lib64', 'libexec', 'include']

/**
 * Folders below a home that programs need: those of PATH with the libraries beside them, and what version managers keep.
 * Never the home itself, nor anything else in it.
 */
export function visiblePrograms(path: string, homes: readonly string[]): string[] {
  const isBelow = (place: string) => homes.some((home) => place.startsWith(`${home}/`))
  const folders = path
    .split(':')
    .filter((entry) => entry.startsWith('/'))
    .flatMap((entry) => [...realFolder(entry)])
  const libraries = folders
    .filter((folder) => folder.endsWith('/bin') && !homes.includes(dirname(folder)))
    .flatMap((folder) => besides.flatMap((name) => [...realFolder(join(dirname(folder), name))]))
  const kept = homes.flatMap((home) =>
    toolchainsOfHome.flatMap((name) => [...realFolder(join(home, name))]),
  )
  return [...new Set([...folders, ...libraries, ...kept])].filter(isBelow)
}

function* realFolder(path: string): Generator<string> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) yield realpathSync(path)
}
