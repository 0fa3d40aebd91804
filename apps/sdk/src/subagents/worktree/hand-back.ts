import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { git } from './git.ts'
import { ifThere } from './if-there.ts'
import { removeWorktree, type Worktree } from './open-worktree.ts'

/** A patch up to this is told as a whole, in bytes. */
const told = 20_000

/**
 * What a subagent changed in its worktree, as a patch beside it and as text for the model; the worktree is gone then. After a
 * crash in between the patch that was kept is told again.
 */
export async function handBack(worktree: Worktree): Promise<string> {
  const { path, repository, base } = worktree
  const file = `${path}.patch`
  const known = await ifThere(stat(file))
  const kept = known ? undefined : await keepPatch(worktree, file)
  if (kept?.nested) {
    return `[it left a repository of its own in its worktree, which no patch can hold: the worktree stays, in ${path}]`
  }
  const { size } = await stat(file)
  await removeWorktree(repository, path)
  const ignored = kept?.ignored ? ' What .gitignore names is not in it.' : ''
  if (size === 0) {
    await rm(file)
    return `[it changed nothing in its worktree.${ignored}]`
  }
  const where = `The patch is in ${file}; git apply takes it, in ${repository}.`
  const head = `[what it changed in a worktree of ${base.slice(0, 12)}. ${where}${ignored}]`
  return size <= told ? `${head}\n${await readFile(file, 'utf8')}` : head
}

interface Kept {
  /** Whether it holds a repository that is not part of this one. */
  nested: boolean
  /** Whether there is something that git was told to leave out. */
  ignored: boolean
}

/**
 * By an index of its own, which no crash has left locked: what the subagent staged or committed makes no difference. The
 * person's settings of how differences look make none either.
 */
async function keepPatch({ path, base }: Worktree, file: string): Promise<Kept> {
  const index = `${path}.index-${randomUUID()}`
  const fresh = `${file}.${randomUUID()}.tmp`
  const env = { GIT_INDEX_FILE: index }
  try {
    await git(['read-tree', base], path, env)
    await git(['add', '--all', '.'], path, env)
    const changes = await git(['diff-index', '--cached', '--raw', base], path, env)
    const nested = /^:000000 160000 /m.test(changes)
    const left = await git(
      ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory'],
      path,
      env,
    )
    if (nested) return { nested, ignored: left !== '' }
    await git(['diff-index', '--cached', ...plainly, `--output=${fresh}`, base], path, env)
    await flush(fresh)
    await rename(fresh, file)
    return { nested, ignored: left !== '' }
  } finally {
    await rm(index, { force: true })
    await rm(`${index}.lock`, { force: true })
    await rm(fresh, { force: true })
  }
}

const plainly = [
  '--binary',
  '--patch',
  '--full-index',
  '--unified=3',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-renames',
  '--src-prefix=a/',
  '--dst-prefix=b/',
]

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
