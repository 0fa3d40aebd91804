import { chmodSync, constants, copyFileSync, mkdirSync, readlinkSync, symlinkSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { breather } from './breathe.ts'
import { leadsElsewhere } from './leads-elsewhere.ts'
import { listTree, type ListOptions, type TreeEntry } from './list-tree.ts'

/** What is longer is copied beside other work. */
const small = 1024 * 1024
const atOnce = 8

/**
 * Copies what is in a folder into another, empty one: symlinks as they are, modes kept, blocks shared where the file
 * system can. Pipes, sockets, devices and runs of evals are left out, and a `.git` that leads to a repository elsewhere.
 * Answers what was copied.
 */
export async function copyFolder(
  from: string,
  to: string,
  options: Pick<ListOptions, 'except'> = {},
): Promise<TreeEntry[]> {
  const found = await listTree(from, { ...options, withoutRuns: true })
  const entries = found.filter((entry) => !leadsElsewhere(from, entry))
  const breathe = breather()
  const large: TreeEntry[] = []
  for (const entry of entries) {
    if (entry.kind === 'file' && entry.size > small) large.push(entry)
    else put(entry, join(from, entry.path), join(to, entry.path))
    await breathe()
  }
  await copyLarge(large, from, to)
  // Behind their contents: a folder that may not be written takes no files.
  for (const { path, mode, kind } of entries.toReversed()) {
    if (kind === 'folder' && mode !== 0o700) chmodSync(join(to, path), mode)
  }
  return entries
}

function put({ kind }: TreeEntry, from: string, to: string): void {
  if (kind === 'folder') mkdirSync(to, { mode: 0o700 })
  if (kind === 'symlink') symlinkSync(readlinkSync(from), to)
  if (kind === 'file') copyFileSync(from, to, constants.COPYFILE_FICLONE)
}

async function copyLarge(large: TreeEntry[], from: string, to: string): Promise<void> {
  const next = large.values()
  const work = async () => {
    for (const { path } of next) {
      await copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, large.length) }, work))
}
