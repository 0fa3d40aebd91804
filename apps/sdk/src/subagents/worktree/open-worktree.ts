import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { git, tryGit } from './git.ts'
import { ifThere } from './if-there.ts'

/** A copy of a repository at its newest commit, for one subagent. */
export interface Worktree {
  /** The folder in it that stands for the parent's workspace. */
  workspace: string
  path: string
  /** The repository it is a copy of. */
  repository: string
  /** The commit it began at. */
  base: string
}

export interface WorktreePlace {
  /** The parent's workspace. */
  workspace: string
  /** Where worktrees are. */
  folder: string
  /** The subagent's session. */
  id: string
  signal: AbortSignal
}

/**
 * Makes the copy, or finds the one that an earlier process made. What a person has not committed is not in it, and is not
 * touched. Rejects with a message for the model when there can be none, and with the signal's reason.
 */
export async function openWorktree(place: WorktreePlace): Promise<Worktree> {
  const { workspace, folder, id, signal } = place
  const repository = (await git(['rev-parse', '--show-toplevel'], workspace)).trimEnd()
  const path = join(folder, id)
  const within = (base: string) => ({
    workspace: join(path, relative(repository, workspace)),
    path,
    repository,
    base,
  })
  // Written when the copy is whole: without it a crash left a part of one.
  const mark = markOf(path)
  const known = await ifThere(readFile(mark, 'utf8'))
  if (known !== undefined) return within(known)
  await removeWorktree(repository, path)
  const base = (await git(['rev-parse', '--verify', 'HEAD^{commit}'], repository)).trimEnd()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Twice: over what a crash left of one, also where that was locked.
  const force = ['--force', '--force']
  await git(['worktree', 'add', '--quiet', '--detach', ...force, path, base], repository)
  if (signal.aborted) {
    await removeWorktree(repository, path)
    throw signal.reason
  }
  await writeFile(`${mark}.tmp`, base, { flush: true })
  await rename(`${mark}.tmp`, mark)
  return within(base)
}

const markOf = (path: string): string => `${path}.base`

/** Takes this copy away, and what the repository knows of it; no other worktree is touched. */
export async function removeWorktree(repository: string, path: string): Promise<void> {
  await tryGit(['worktree', 'remove', '--force', '--force', path], repository)
  await rm(path, { recursive: true, force: true })
  await rm(markOf(path), { force: true })
}
