import type { FileBefore, Hash } from '@harness/kernel'
import { applyFiles } from './apply-files.ts'
import type { Fault } from './fault.ts'
import { removeEmptyFolders } from './remove-empty-folders.ts'

/** A file that is put back to what it was. */
export interface FileToPutBack {
  /** A real path. */
  path: string
  /** For messages. */
  name: string
  /** What it is now: null where there is none. */
  now: Hash | null
  /** What it was: null removes it. */
  bytes: Uint8Array | null
  /** Permission bits, where they were others than now. */
  mode: number | undefined
  /** The uppermost folder that goes with it when nothing else is in it. */
  folder: FileBefore['folder']
}

/**
 * Puts files back, all or none, as the tools change them: staged beside them first, and never through a link that was not
 * there. A fault says why not all were, `done` which.
 */
export async function putBack(
  files: readonly FileToPutBack[],
  key: string,
): Promise<{ done: readonly FileToPutBack[]; fault?: Fault }> {
  const swaps = files.map((file) => {
    const { name, path, now, bytes, mode } = file
    return {
      file,
      name,
      place: { path },
      before: now === null ? null : { hash: now },
      after: bytes,
      mode,
    }
  })
  const { done, fault } = await applyFiles(swaps, { key })
  for (const { file } of done) {
    if (file.bytes === null && file.folder !== undefined) {
      await removeEmptyFolders(file.path, file.folder)
    }
  }
  return { done: done.map(({ file }) => file), ...(fault && { fault }) }
}
