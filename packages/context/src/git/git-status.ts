import { z } from 'zod'
import { defineTool, done, type Tool } from '@harness/kernel'
import { openGit } from './ask-git.ts'
import { prepareGit } from './git-place.ts'

const args = [
  'status',
  '--short',
  '--branch',
  '--untracked-files=normal',
  '--ignore-submodules=dirty',
]

const Input = z.object({})

/** The branch and what is changed in the workspace, as `git status --short --branch` words it. */
export const gitStatusTool = (): Tool =>
  defineTool({
    name: 'git_status',
    description: 'Show the branch and changed files.',
    input: Input,
    effect: 'pure',
    prepare: (_, context) => prepareGit('.', context),
    async run(_, __, context) {
      const git = await openGit(context)
      if ('kind' in git) return git
      const answer = await git.ask([...args, '--', '.'])
      if (answer.kind === 'refused') return answer.result
      const [branch = '', ...changes] = answer.text.trimEnd().split('\n')
      return done([branch, ...(changes.length > 0 ? changes : ['Nothing is changed.'])].join('\n'))
    },
  })
