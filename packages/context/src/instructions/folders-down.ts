import { lstat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileErrorCode } from '../files/file-error-code.ts'
import { isBelow } from '../files/is-below.ts'

/** From the root down to a folder. Unless one is given, the root is the nearest folder with `.git`, or the workspace. */
export async function foldersDown(
  workspace: string,
  folder: string,
  given?: string,
): Promise<string[]> {
  const root = given ?? (await repositoryOf(workspace)) ?? resolve(workspace)
  const way = isBelow(root, folder) ? relative(root, resolve(folder)) : ''
  const names = way.split(sep).filter((name) => name !== '')
  return [root, ...names.map((_, at) => join(root, ...names.slice(0, at + 1)))]
}

/** Of a worktree or a submodule `.git` is a file. */
async function repositoryOf(folder: string): Promise<string | undefined> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    try {
      await lstat(join(at, '.git'))
      return at
    } catch (error) {
      // What may not be looked at is no repository to us.
      fileErrorCode(error)
    }
    if (at === dirname(at)) return undefined
  }
}
