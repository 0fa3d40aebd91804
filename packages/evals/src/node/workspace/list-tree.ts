import { chmodSync, lstatSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from '../error-code.ts'
import { breather } from './breathe.ts'
import { holdsRuns } from './holds-runs.ts'

/** Something in a folder. */
export interface TreeEntry {
  /** From the folder, with forward slashes. */
  path: string
  kind: 'folder' | 'file' | 'symlink' | 'other'
  /** The permission bits. */
  mode: number
  size: number
  /** Another one when it was written or replaced since, as far as times tell. */
  stamp: string
}

export interface ListOptions {
  /** Folders that this user made unreadable are made readable. */
  force?: boolean
  /** Absolute paths that are left out, with all that is below them. */
  except?: readonly string[]
  /** Folders of runs are left out: see `holdsRuns`. */
  withoutRuns?: boolean
}

/** All that is in a folder, each folder before what is in it, in the order of names. Symlinks are not followed. */
export async function listTree(root: string, options: ListOptions = {}): Promise<TreeEntry[]> {
  const found: TreeEntry[] = []
  const open = ['']
  const breathe = breather()
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const inner: string[] = []
    const names = namesIn(join(root, folder), { ...options, isRoot: folder === '' })
    for (const name of names) {
      const path = folder === '' ? name : `${folder}/${name}`
      const full = join(root, path)
      if (options.except?.includes(full)) continue
      const stats = statsOf(full)
      if (!stats) continue
      const entry = entryOf(path, stats)
      if (options.withoutRuns && entry.kind === 'folder' && holdsRuns(full)) continue
      found.push(entry)
      if (entry.kind === 'folder') inner.push(path)
      await breathe()
    }
    open.push(...inner.toReversed())
  }
  return found
}

/** Undefined for what is gone meanwhile, and for a name that cannot be said: one that is no UTF-8, or too long. */
function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if (errorCode(error) === 'ENAMETOOLONG') return undefined
    throw error
  }
}

function namesIn(
  folder: string,
  { force, isRoot }: { force?: boolean; isRoot: boolean },
): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch (error) {
    const code = errorCode(error)
    // Somebody is at work there.
    if (!isRoot && (code === 'ENOENT' || code === 'ENOTDIR')) return []
    if (!force || code !== 'EACCES') throw error
    chmodSync(folder, 0o700)
    return readdirSync(folder).toSorted()
  }
}

/** An entry as the file system tells of it. */
export const entryOf = (path: string, stats: Stats): TreeEntry => ({
  path,
  kind: stats.isDirectory()
    ? 'folder'
    : stats.isFile()
      ? 'file'
      : stats.isSymbolicLink()
        ? 'symlink'
        : 'other',
  mode: stats.mode & 0o7777,
  size: stats.size,
  stamp: `${stats.ino}:${stats.size}:${stats.mtimeMs}:${stats.ctimeMs}`,
})
