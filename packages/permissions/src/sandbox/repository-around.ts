import { lstatSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'

/**
 * What of a repository lies outside of a folder within it and git has to read: the working tree around the folder, and for
 * a linked working tree (`git worktree`) the repository that it belongs to. A `.git` file that leads elsewhere is believed
 * only if that place leads back here: anybody can write such a file.
 */
export function repositoryAround(folder: string): string[] {
  const root = rootOf(folder)
  if (root === undefined) return []
  const around = root === folder ? [] : [root]
  const linked = linkedTo(join(root, '.git'))
  return linked === undefined ? around : [...around, linked]
}

/** The nearest folder from this one up that has a `.git`. */
export function rootOf(folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    if (lstatSync(join(here, '.git'), { throwIfNoEntry: false })) return here
    if (here === dirname(here)) return undefined
  }
}

/** The folder of the repository that a working tree's `.git` file names. Format: gitrepository-layout(5). */
function linkedTo(file: string): string | undefined {
  const named = /^gitdir: (.+)$/mu.exec(read(file))?.[1]
  if (named === undefined) return undefined
  const folder = resolve(dirname(file), named)
  const back = read(join(folder, 'gitdir')).trim()
  const common = read(join(folder, 'commondir')).trim()
  if (common === '' || realOf(isAbsolute(back) ? back : resolve(folder, back)) !== realOf(file)) {
    return undefined
  }
  const repository = realOf(resolve(folder, common))
  const isOne =
    repository !== undefined && realOf(dirname(folder)) === join(repository, 'worktrees')
  return isOne ? repository : undefined
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return ''
    throw error
  }
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
