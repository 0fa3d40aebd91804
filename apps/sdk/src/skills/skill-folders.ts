import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** Where skills may stand. */
export interface SkillFolder {
  path: string
  source: 'project' | 'user'
  /** The folder that links in it may lead into. */
  within: string
}

export interface SkillPlace {
  /** The folder that is worked in, a real path. */
  workspace: string
  /** The outermost folder that counts. Default: the root of the repository. */
  root?: string | undefined
  /** The folder of the user's own files; undefined where the store has none. */
  home: string | undefined
  /** What `~` is. Default: the user's. */
  userHome?: string
}

const places = [join('.harness', 'skills'), join('.agents', 'skills'), join('.claude', 'skills')]

/**
 * The folders of skills, whether or not they are there; the one that wins first: those of the workspace, of the root of its
 * repository, of the user. Whether those of a project are trusted is another question.
 */
export function skillFolders({
  workspace,
  root,
  home,
  userHome = homedir(),
}: SkillPlace): readonly SkillFolder[] {
  const repository = root ?? repositoryOf(workspace)
  const project = [...new Set([workspace, repository])].flatMap((folder) =>
    places.map((place) => ({
      path: join(folder, place),
      source: 'project' as const,
      within: repository,
    })),
  )
  const own = [
    ...(home === undefined ? [] : [join(home, 'skills')]),
    join(userHome, '.agents', 'skills'),
  ]
  return [...project, ...own.map((path) => ({ path, source: 'user' as const, within: '/' }))]
}

/** The nearest folder with `.git`, which in a worktree is a file; the folder itself where there is none. */
function repositoryOf(folder: string): string {
  for (let here = folder; ; here = dirname(here)) {
    if (existsSync(join(here, '.git'))) return here
    if (here === dirname(here)) return folder
  }
}
