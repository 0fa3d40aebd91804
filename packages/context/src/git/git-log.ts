import { z } from 'zod'
import { defineTool, done, type Tool } from '@harness/kernel'
import { openGit } from './ask-git.ts'
import { prepareGit } from './git-place.ts'

const Input = z.object({
  path: z.string().optional(),
  limit: z.int().min(1).max(200).optional(),
})

const safe = ['log', '--no-show-signature', '--no-ext-diff', '--no-textconv', '--no-patch']
const plain = [
  '--no-color',
  '--no-decorate',
  '--no-mailmap',
  '--date=short',
  '--format=%h %ad %an: %s',
]

/** Commits, the newest first: hash, day, author, subject. */
export const gitLogTool = (): Tool =>
  defineTool({
    name: 'git_log',
    description: 'Show commits, newest first.',
    input: Input,
    effect: 'pure',
    prepare: ({ path = '.' }, context) => prepareGit(path, context),
    async run({ limit = 20, path }, prepared, context) {
      const git = await openGit(context)
      if ('kind' in git) return git
      const head = await git.ask(['rev-parse', '--verify', '--quiet', 'HEAD'], { fallible: true })
      if (head.kind === 'refused') return head.result
      if (!head.ok) return done('There are no commits yet.')
      const where = path === undefined ? [] : [prepared.target ?? '.']
      const log = await git.ask([...safe, ...plain, `--max-count=${limit}`, '--', ...where])
      if (log.kind === 'refused') return log.result
      return done(log.text === '' ? `No commit touches ${path ?? 'this'}.` : log.text.trimEnd())
    },
  })
