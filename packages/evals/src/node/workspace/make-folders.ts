import { chmodSync, lstatSync, mkdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { AttemptFault } from '../attempt/attempt-fault.ts'
import { realWithin } from './real-within.ts'
import { removeTree } from './remove-tree.ts'

/**
 * Makes the folders that a file of a workspace stands in. What is in the way, a symlink or a file where a folder should be,
 * is `replaced`, or else refused; there a symlink that stays in the workspace is as good as a folder.
 */
export async function makeFolders(
  root: string,
  path: string,
  { replace }: { replace: boolean },
): Promise<void> {
  const names = path.split('/').slice(0, -1)
  for (const index of names.keys()) {
    const inner = names.slice(0, index + 1).join('/')
    const folder = join(root, inner)
    const stats = lstatSync(folder, { throwIfNoEntry: false })
    if (stats?.isDirectory()) {
      if (replace && (stats.mode & 0o700) !== 0o700) chmodSync(folder, stats.mode | 0o700)
      continue
    }
    if (stats && !replace) allow(root, inner, stats)
    else {
      if (stats) await removeTree(folder)
      mkdirSync(folder)
    }
  }
}

function allow(root: string, inner: string, stats: Stats): void {
  if (stats.isSymbolicLink() && realWithin(root, join(root, inner)) !== undefined) return
  throw new AttemptFault(
    'workspace',
    'bad_workspace',
    `${inner} of the workspace is ${stats.isSymbolicLink() ? 'a symlink that leads out of it' : 'no folder'}: no file is laid there. Name another path in \`files\`, or mend the workspace.`,
  )
}
