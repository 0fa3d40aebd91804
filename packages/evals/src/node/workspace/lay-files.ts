import { lstatSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolders } from './make-folders.ts'

/** Writes files over a copy, never through a symlink that leads out of it: one in a file's own place is replaced. */
export async function layFiles(
  root: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await makeFolders(root, path, { replace: false })
    const full = join(root, path)
    if (lstatSync(full, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(full)
    writeFileSync(full, text)
  }
}
