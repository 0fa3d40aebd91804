import type { Hash } from '@harness/kernel'
import { applyFiles } from './apply-files.ts'
import type { Fault } from './fault.ts'
import { removeEmptyFolder } from './remove-empty-folder.ts'

/** A file that is put back to what it was. */
export interface FileToPutBack {
  /** A real path. */
  path: string
  /** What it is now: null where there is none. */
  now: Hash | null
  /** What it was: null removes it. */
  bytes: Uint8Array | null
  /** Permission bits, where they were others than now. */
  mode: number | undefined
}

export interface PuttingBack {
  /** Names the effect: what a process that died has begun is taken up. */
  key: string
  /** Folders that were not there, the deepest first; those in which something is stay. */
  folders: readonly string[]
}

/**
 * Puts files back, all or none, as the tools change them: staged beside them first, and never through a link that was not
 * there. A fault says why not all were, `done` which.
 */
export async function putBack(
  files: readonly FileToPutBack[],
  { key, folders }: PuttingBack,
): Promise<{ done: readonly string[]; fault?: Fault }> {
  const swaps = files.map(({ path, now, bytes, mode }) => {
    const before = now === null ? null : { hash: now }
    return { name: path, place: { path }, before, after: bytes, mode }
  })
  const { done, fault } = await applyFiles(swaps, { key })
  if (!fault) for (const folder of folders) await removeEmptyFolder(folder)
  return { done: done.map(({ name }) => name), ...(fault && { fault }) }
}
