// What is seen of a workspace. Nothing is read through a symlink that leads out of it, and pipes are not opened.
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Observed, ObservedFile } from '../../record/observed.ts'
import { errorCode } from '../error-code.ts'
import { breather } from './breathe.ts'
import { digestEntry } from './digest-entry.ts'
import { entryOf } from './list-tree.ts'
import { manifestOf, type Manifest } from './manifest.ts'
import { realWithin } from './real-within.ts'
import { isOfGit } from './source-folders.ts'

const mostFiles = 2000
const mostText = 256 * 1024
/** Of the files together that nothing expects. */
const mostTextInAll = 4 * 1024 * 1024

/** The files that changed, without what git keeps for itself, and those that are `named`. */
export async function observeFiles(
  root: string,
  before: Manifest,
  named: readonly string[],
): Promise<Pick<Observed, 'files' | 'more'>> {
  const after = await manifestOf(root, { force: true })
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
  const changed = paths.filter((path) => before[path] !== after[path] && !isOfGit(path))
  const seen = new Map<string, ObservedFile>()
  for (const path of named) seen.set(path, await seenFile(root, path, before[path] ?? null))
  const breathe = breather()
  let left = mostTextInAll
  for (const path of changed.slice(0, mostFiles)) {
    if (seen.has(path)) continue
    const file = await seenFile(root, path, before[path] ?? null)
    left -= file.text?.length ?? 0
    seen.set(path, left < 0 ? { ...file, text: null } : file)
    await breathe()
  }
  const more = changed.slice(mostFiles).filter((path) => !seen.has(path)).length
  return { files: Object.fromEntries([...seen].toSorted(byPath)), more }
}

const byPath = ([one]: [string, unknown], [other]: [string, unknown]) => (one < other ? -1 : 1)

/** A symlink counts as the file that it leads to, where that is in the workspace; its digest is of where it leads. */
async function seenFile(root: string, path: string, before: string | null): Promise<ObservedFile> {
  const none = { before, after: null, bytes: 0, text: null }
  const real = realWithin(root, join(root, path))
  const stats = real === undefined ? undefined : lstatSync(real, { throwIfNoEntry: false })
  if (real === undefined || !stats?.isFile()) return none
  const own = lstatSync(join(root, path), { throwIfNoEntry: false })
  if (!own) return none
  const after = (await digestEntry(root, entryOf(path, own))) ?? null
  return { before, after, bytes: stats.size, text: textOf(real) }
}

function textOf(path: string): string | null {
  const file = openIfThere(path)
  if (file === undefined) return null
  try {
    const stats = fstatSync(file)
    if (!stats.isFile() || stats.size > mostText) return null
    return decoded(readFileSync(file))
  } finally {
    closeSync(file)
  }
}

function openIfThere(path: string): number | undefined {
  const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants
  try {
    return openSync(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW)
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return undefined
  }
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
