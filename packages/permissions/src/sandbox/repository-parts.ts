import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What of a repository's inside decides what programs run, or leads elsewhere; gitrepository-layout(5). The rest is what a
 * commit writes.
 */
const deciding = new Set([
  'config',
  'config.worktree',
  'hooks',
  'info',
  'modules',
  'worktrees',
  'commondir',
  'gitdir',
  'branches',
  'remotes',
])

/** Those that are there, and every link at the top and among the logs, which git outside would follow as it writes. */
export function repositoryParts(repository: string): string[] {
  const top = entriesOf(repository)
  const parts = top.filter(
    (entry) => deciding.has(entry.name.toLowerCase()) || entry.isSymbolicLink(),
  )
  return [...parts.map(({ name }) => join(repository, name)), ...linksIn(join(repository, 'logs'))]
}

function linksIn(folder: string): string[] {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isSymbolicLink()) return [path]
    return entry.isDirectory() ? linksIn(path) : []
  })
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return []
    throw error
  }
}
