// What is protected stands outside the workspace, as it was when the subject began. It is put back over whatever is in its
// place: folders that became symlinks, files that became folders, what was made unreadable. Nothing is written through a
// link, and what somebody changed in the copy outside is noticed.
import { constants, copyFileSync, lstatSync, mkdirSync, readlinkSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AttemptFault } from '../attempt/attempt-fault.ts'
import { breather } from './breathe.ts'
import { digestEntry } from './digest-entry.ts'
import { entryOf, listTree } from './list-tree.ts'
import { makeFolders } from './make-folders.ts'
import type { Manifest } from './manifest.ts'
import { matcher } from './matcher.ts'
import { removeTree } from './remove-tree.ts'

export interface Protection {
  workspace: string
  /** Where the copies stand. */
  folder: string
  globs: readonly string[]
  /** The workspace as it was when the subject began. */
  manifest: Manifest
}

const keptBy = ({ globs, manifest }: Protection): string[] =>
  globs.length === 0 ? [] : Object.keys(manifest).filter(matcher(globs))

/** Keeps copies of what is protected; the folder is new. */
export async function keepProtected(protection: Protection): Promise<void> {
  const { workspace, folder } = protection
  const breathe = breather()
  for (const path of keptBy(protection)) {
    const to = join(folder, path)
    mkdirSync(dirname(to), { recursive: true })
    copyOne(join(workspace, path), to)
    await breathe()
  }
}

function copyOne(from: string, to: string): void {
  if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to)
  else copyFileSync(from, to, constants.COPYFILE_FICLONE)
}

/** Puts back what is protected and takes away what is new among it. Answers the paths that were touched, sorted. */
export async function restoreProtected(protection: Protection): Promise<string[]> {
  if (protection.globs.length === 0) return []
  const kept = keptBy(protection)
  const touched = await removeNew(protection, new Set(kept))
  const breathe = breather()
  for (const path of kept) {
    if (await putBack(protection, path)) touched.push(path)
    await breathe()
  }
  return touched.toSorted()
}

async function removeNew(
  { workspace, globs }: Protection,
  kept: ReadonlySet<string>,
): Promise<string[]> {
  const matches = matcher(globs)
  const found: string[] = []
  for (const { path, kind } of await listTree(workspace, { force: true })) {
    if (kind === 'folder' || kept.has(path) || !matches(path)) continue
    await removeTree(join(workspace, path))
    found.push(path)
  }
  return found
}

async function putBack(protection: Protection, path: string): Promise<boolean> {
  const { workspace, folder, manifest } = protection
  await makeFolders(workspace, path, { replace: true })
  const saved = lstatSync(join(folder, path), { throwIfNoEntry: false })
  const wanted = saved && (await digestEntry(folder, entryOf(path, saved)))
  if (!saved || wanted !== manifest[path]) {
    throw new AttemptFault(
      'verification',
      'protected_lost',
      `The copy of the protected file ${path} is not what it was: somebody wrote outside the workspace.`,
    )
  }
  const full = join(workspace, path)
  const now = lstatSync(full, { throwIfNoEntry: false })
  if (now && now.nlink === 1 && now.mode === saved.mode) {
    if ((await digestEntry(workspace, entryOf(path, now))) === wanted) return false
  }
  if (now) await removeTree(full)
  copyOne(join(folder, path), full)
  return true
}
