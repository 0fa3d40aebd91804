import { readFileSync, readlinkSync } from 'node:fs'
import { isAbsolute, join, posix } from 'node:path'
import type { TreeEntry } from './list-tree.ts'

/** What a `.git` that is a file says is a line. */
const longest = 16 * 1024

/**
 * Whether it is the `.git` of a repository that lies elsewhere: of a worktree, or of a submodule without what is around it.
 * Whoever commits in a copy with it commits to the original.
 */
export function leadsElsewhere(root: string, { path, kind, size }: TreeEntry): boolean {
  if (posix.basename(path) !== '.git') return false
  const full = join(root, path)
  const to =
    kind === 'symlink'
      ? readlinkSync(full)
      : kind === 'file' && size <= longest
        ? /^gitdir: (.*)$/m.exec(readFileSync(full, 'utf8'))?.[1]
        : undefined
  if (to === undefined) return false
  return isAbsolute(to) || posix.join(posix.dirname(path), to).startsWith('../')
}
