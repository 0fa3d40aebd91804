import { z } from 'zod'
import { defineTool, done, failed, type Tool } from '@harness/kernel'
import { openGit } from './ask-git.ts'
import { prepareGit } from './git-place.ts'

const Input = z.object({
  path: z.string().optional(),
  staged: z.boolean().optional(),
  base: z.string().optional().describe('commit/branch'),
})

const safe = ['diff', '--no-ext-diff', '--no-textconv', '--submodule=short']
const plain = [
  '--ignore-submodules=dirty',
  '-O/dev/null',
  '--no-color',
  '--unified=3',
  '--no-relative',
]
const prefixes = ['--src-prefix=a/', '--dst-prefix=b/']

/** A longer diff begins with what it changes, file by file. */
const longDiff = 24 * 1024

/** What is changed in files git knows: since the index, what is staged, or since a commit. */
export const gitDiffTool = (): Tool =>
  defineTool({
    name: 'git_diff',
    description: 'Show changes.',
    input: Input,
    effect: 'pure',
    prepare: ({ path = '.' }, context) => prepareGit(path, context),
    async run({ staged = false, base }, prepared, context) {
      const git = await openGit(context)
      if ('kind' in git) return git
      const wanted =
        base === undefined
          ? []
          : ['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`]
      const commit = wanted.length > 0 ? await git.ask(wanted, { fallible: true }) : undefined
      if (commit?.kind === 'refused') return commit.result
      if (commit?.ok === false) return failed('unknown_base', `git knows no commit ${base}.`)
      const what = [...(staged ? ['--cached'] : []), ...(commit ? [commit.text.trim()] : [])]
      const tail = [...plain, ...prefixes, ...what, '--', prepared.target ?? '.']
      const diff = await git.ask([...safe, ...tail])
      if (diff.kind === 'refused') return diff.result
      if (diff.text === '') return done('No difference.')
      if (diff.text.length <= longDiff) return done(diff.text)
      const stat = await git.ask([...safe, '--stat=100', ...tail])
      const summary = stat.kind === 'answered' ? `${stat.text}\n` : ''
      return done(`${summary}${diff.text}`)
    },
  })
