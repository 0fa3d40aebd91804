import { dirname, join } from 'node:path'
import { statOf } from './look-at.ts'
import { RepositorySearch } from './repository-search.ts'

/**
 * What git runs in a folder because its repositories say so, when it is only asked to look: settings and hooks, each as
 * `file: key`, found by reading. No git is started, nothing is included, and a command without the word costs nothing. It may
 * name more than git would run, not less; undefined where there is nothing.
 */
export function gitRuns(command: string, folder: string, workspace: string): string[] | undefined {
  // A word with quotes in it is still this word to a shell.
  if (!/git/iu.test(command.replaceAll(/["'\\\n]/gu, ''))) return undefined
  const search = new RepositorySearch(workspace)
  // Git takes the first of them that is whole: which one that is, is for git to say.
  for (let here = folder; ; here = dirname(here)) {
    search.worktree(here)
    if (isBare(here)) search.repository(here)
    if (here === dirname(here)) break
  }
  return search.found.length === 0 ? undefined : search.found
}

const isBare = (folder: string): boolean =>
  ['HEAD', 'config'].some((name) => statOf(join(folder, name))) &&
  ['objects', 'commondir'].some((name) => statOf(join(folder, name)))
