import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { git } from './git.ts'
import { ifThere } from './if-there.ts'
import { removeWorktree, type Worktree } from './open-worktree.ts'

/** A patch up to this is told as a whole, in characters. */
const told = 20_000

/**
 * What a subagent changed in its worktree, as a patch beside it and as text for the model; the worktree is gone then.
 * Answers the same again when a crash came between.
 */
export async function handBack(worktree: Worktree): Promise<string> {
  const file = `${worktree.path}.patch`
  const patch = (await ifThere(readFile(file, 'utf8'))) ?? (await keepPatch(worktree, file))
  await removeWorktree(worktree.repository, worktree.path)
  if (patch === '') {
    await rm(file)
    return '[it changed nothing in its worktree]'
  }
  const files = patch.split('\n').filter((line) => line.startsWith('diff --git ')).length
  const where = `The patch is in ${file}; git apply takes it, in ${worktree.repository}.`
  const head = `[it changed ${files} ${files === 1 ? 'file' : 'files'} in a worktree of ${worktree.base.slice(0, 12)}. ${where}]`
  return patch.length <= told ? `${head}\n${patch}` : head
}

/** By an index of its own: what the subagent staged or committed makes no difference. */
async function keepPatch({ path, base }: Worktree, file: string): Promise<string> {
  const index = `${path}.index`
  const env = { GIT_INDEX_FILE: index }
  try {
    await git(['read-tree', base], path, env)
    await git(['add', '--all', '.'], path, env)
    const diff = ['diff', '--cached', '--binary', '--no-color', '--no-ext-diff', '--no-textconv']
    const patch = await git([...diff, base], path, env)
    await writeFile(`${file}.tmp`, patch, { flush: true })
    await rename(`${file}.tmp`, file)
    return patch
  } finally {
    await rm(index, { force: true })
  }
}
