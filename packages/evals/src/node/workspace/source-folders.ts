import type { LoadedSuite } from '../../suite/suite.ts'
import { listTree, type TreeEntry } from './list-tree.ts'
import { digestEntry, digestOf } from './digest-entry.ts'
import { breather } from './breathe.ts'

/** A folder that workspaces are copied from, as it was when it was first looked at. */
export interface SourceFolder {
  /** Of everything in it, but for what git keeps for itself: that changes when somebody only looks. */
  digest: string
  /** By path: the digest of each file and symlink, and the stamp it had. */
  files: ReadonlyMap<string, { stamp: string; digest: string }>
}

/** What stands in nobody's workspace: the run, and the suite, which says what is checked. */
export const outsideWorkspaces = (run: string, { source }: Pick<LoadedSuite, 'source'>): string[] =>
  source === null ? [run] : [run, source]

/** The folders of a suite, each looked at once. */
export class SourceFolders {
  /** Absolute paths that are no part of a workspace, as other runs are none: the folder of the run itself, the suite. */
  readonly except: readonly string[]
  readonly #known = new Map<string, Promise<SourceFolder>>()

  constructor(except: readonly string[] = []) {
    this.except = except
  }

  /** Rejects with a system's error where there is no such folder. */
  look(folder: string): Promise<SourceFolder> {
    const known = this.#known.get(folder) ?? lookAt(folder, this.except)
    this.#known.set(folder, known)
    return known
  }
}

async function lookAt(folder: string, except: readonly string[]): Promise<SourceFolder> {
  const files = new Map<string, { stamp: string; digest: string }>()
  const lines: string[] = []
  const breathe = breather()
  for (const entry of await listTree(folder, { withoutRuns: true, except })) {
    const digest = await digestEntry(folder, entry)
    if (digest !== undefined) files.set(entry.path, { stamp: entry.stamp, digest })
    if (!isOfGit(entry.path)) lines.push(lineOf(entry, digest))
    await breathe()
  }
  return { digest: digestOf(lines.join('\n')), files }
}

const lineOf = ({ path, kind, mode }: TreeEntry, digest = '') =>
  JSON.stringify([path, kind, (mode & 0o100) !== 0 && kind === 'file', digest])

/** Whether a path is below a `.git`. */
export const isOfGit = (path: string): boolean => path === '.git' || path.startsWith('.git/')
