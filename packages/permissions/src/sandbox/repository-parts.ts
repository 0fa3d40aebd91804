import { readdirSync, readFileSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { leadsAstray } from './leads-astray.ts'

/** What stands at the top of a repository that takes commits. */
interface RepositoryParts {
  /** They are called so that what they hold decides what programs run, or leads elsewhere; gitrepository-layout(5). */
  deciding: string[]
  /** What is as bad by what it is or holds. */
  astray: string[]
  /** The rest is what a commit writes. */
  folders: string[]
}

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

/** Links are among them: git outside would follow them as it writes. */
export function repositoryParts(repository: string): RepositoryParts {
  const parts: RepositoryParts = { deciding: [], astray: [], folders: [] }
  for (const entry of entriesOf(repository)) {
    const path = join(repository, entry.name)
    if (deciding.has(entry.name.toLowerCase())) parts.deciding.push(path)
    else if (isAstray(entry) || runsSomething(entry, path)) parts.astray.push(path)
    else if (isIndex(entry) && leadsAstray(path, repository)) parts.astray.push(path)
    else if (entry.isDirectory()) parts.folders.push(path)
  }
  return parts
}

/** A link, or a repository: one may be entered in the index, and git looks at it with its own configuration. */
export const isAstray = (entry: Dirent): boolean =>
  entry.isSymbolicLink() || entry.name.toLowerCase() === '.git'

const isIndex = (entry: Dirent) => entry.isFile() && /^(?:shared)?index(?:\.|$)/u.test(entry.name)

/**
 * Work that was interrupted, and what runs as it is continued: a command, or a strategy, which is the name of a program and
 * leads to one of the working tree when there is a slash in it.
 */
function runsSomething(entry: Dirent, path: string): boolean {
  if (!entry.isDirectory() || !/^(?:rebase-merge|rebase-apply|sequencer)$/u.test(entry.name)) {
    return false
  }
  const has = (name: string, pattern: RegExp) => pattern.test(read(join(path, name)))
  return (
    has('git-rebase-todo', /^[ \t]*(?:exec|x)(?:\s|$)/mu) ||
    has('strategy', /\//u) ||
    has('opts', /strategy\s*=[^]*\//iu)
  )
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return ''
    throw error
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return []
    throw error
  }
}
