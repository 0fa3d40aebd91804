import { existsSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository, type Repository } from '../__fixtures__/repository.ts'
import { gitDiffTool } from './git-diff.ts'
import { gitLogTool } from './git-log.ts'
import { gitStatusTool } from './git-status.ts'
import { runGit } from './run-git.ts'

interface Trap {
  name: string
  /** Puts it into a repository; `script` is a program that leaves a trace. */
  set(repository: Repository, script: string): void
  /** What a person would do to fall into it. */
  fallsFor: string[]
}

const attribute = ({ write }: Repository, text: string) =>
  write('.gitattributes', `*.txt ${text}\n`)

/** A blob that is not there, and a remote that promises it. */
function promise({ git, write }: Repository, remote: Record<string, string>): void {
  write('a.txt', 'two\n')
  const blob = git('rev-parse', 'HEAD:a.txt').trim()
  git('config', 'core.repositoryFormatVersion', '1')
  git('config', 'extensions.partialClone', 'origin')
  git('config', 'remote.origin.promisor', 'true')
  for (const [key, value] of Object.entries(remote)) git('config', key, value)
  const folder = git('rev-parse', '--absolute-git-dir').trim()
  rmSync(join(folder, 'objects', blob.slice(0, 2), blob.slice(2)))
}

const filters = ['clean', 'process'].flatMap((step) =>
  ['trap', 'a=b.c'].map((driver): Trap => ({
    name: `filter.${driver}.${step}`,
    set(made, script) {
      made.git('config', `filter.${driver}.${step}`, script)
      made.git('config', `filter.${driver}.required`, 'true')
      attribute(made, `filter=${driver}`)
    },
    fallsFor: ['diff'],
  })),
)

const traps: Trap[] = [
  ...filters,
  {
    name: 'a filter of an included file',
    set(made, script) {
      made.git('config', 'include.path', '../more')
      made.write('more', `[filter "trap"]\n\tclean = ${script}\n`)
      attribute(made, 'filter=trap')
    },
    fallsFor: ['diff'],
  },
  {
    name: 'a filter of a work tree',
    set(made, script) {
      made.git('config', 'extensions.worktreeConfig', 'true')
      made.git('config', '--worktree', 'filter.trap.clean', script)
      attribute(made, 'filter=trap')
    },
    fallsFor: ['status'],
  },
  {
    name: 'core.fsmonitor',
    set: (made, script) => void made.git('config', 'core.fsmonitor', script),
    fallsFor: ['status'],
  },
  {
    name: 'a hook',
    set(made, script) {
      made.write('hooks/post-index-change', `#!/bin/sh\n${script}\n`, 0o755)
      made.git('config', 'core.hooksPath', join(made.folder, 'hooks'))
    },
    fallsFor: ['status'],
  },
  {
    name: 'diff.external',
    set: (made, script) => void made.git('config', 'diff.external', script),
    fallsFor: ['diff'],
  },
  {
    name: 'diff.<driver>.command',
    set(made, script) {
      made.git('config', 'diff.trap.command', script)
      attribute(made, 'diff=trap')
    },
    fallsFor: ['diff'],
  },
  {
    name: 'diff.<driver>.textconv',
    set(made, script) {
      made.git('config', 'diff.trap.textconv', script)
      attribute(made, 'diff=trap')
    },
    fallsFor: ['diff'],
  },
  {
    name: 'gpg.program',
    set(made, script) {
      const commit = made.git('cat-file', 'commit', 'HEAD')
      const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----'
      const file = made.write('signed', commit.replace('\n\n', `\n${signature}\n\n`))
      const signed = made.git('hash-object', '-t', 'commit', '-w', file).trim()
      made.git('reset', '--quiet', '--soft', signed)
      made.git('config', 'log.showSignature', 'true')
      made.git('config', 'gpg.program', script)
    },
    fallsFor: ['log'],
  },
  {
    name: 'a lazy fetch by a helper',
    set: (made, script) =>
      promise(made, {
        'remote.origin.url': `ext::${script}`,
        'protocol.ext.allow': 'always',
      }),
    fallsFor: ['diff'],
  },
  {
    name: 'a lazy fetch by uploadpack',
    set: (made, script) =>
      promise(made, {
        'remote.origin.url': made.folder,
        'remote.origin.uploadpack': script,
        'protocol.file.allow': 'always',
      }),
    fallsFor: ['diff'],
  },
  {
    name: 'a lazy fetch by ssh',
    set: (made, script) =>
      promise(made, {
        'remote.origin.url': 'ssh://127.0.0.1/x',
        'core.sshCommand': script,
        'protocol.ssh.allow': 'always',
      }),
    fallsFor: ['diff'],
  },
  {
    name: 'the settings of a submodule',
    set(made, script) {
      made.git('init', '--quiet', 'sub')
      made.write('sub/b.txt', 'one\n')
      made.git('-C', 'sub', 'add', '.')
      made.git('-C', 'sub', 'commit', '--quiet', '--message=sub')
      made.write('.gitmodules', '[submodule "sub"]\n\tpath = sub\n\turl = ./sub\n\tignore = none\n')
      made.git('add', '.gitmodules', 'sub')
      made.git('commit', '--quiet', '--message=with sub')
      made.git('config', 'submodule.sub.ignore', 'none')
      made.git('config', 'diff.submodule', 'diff')
      made.git('config', 'diff.ignoreSubmodules', 'none')
      made.git('config', 'status.submoduleSummary', 'true')
      made.git('-C', 'sub', 'config', 'filter.own.clean', script)
      made.write('sub/.gitattributes', '*.txt filter=own\n')
      made.write('sub/b.txt', 'two\n')
      utimesSync(join(made.folder, 'sub/b.txt'), 1, 1)
    },
    fallsFor: ['status'],
  },
]

/** A repository with the trap in it, a change to look at, and whether something was run. */
function plant(trap: Trap) {
  const made = repository()
  const trace = join(made.folder, '..', `${made.folder.split('/').at(-1)}.trace`)
  const script = made.write('.git/trap.sh', `#!/bin/sh\necho ran >> '${trace}'\nexit 1\n`, 0o755)
  trap.set(made, script)
  // The same length: only the text says that it is another.
  made.write('a.txt', 'two\n')
  utimesSync(join(made.folder, 'a.txt'), 1, 1)
  const hasRun = () => {
    const ran = existsSync(trace)
    rmSync(trace, { force: true })
    return ran
  }
  hasRun()
  return { ...made, hasRun }
}

for (const trap of traps) {
  test(`git itself runs ${trap.name}`, () => {
    const made = plant(trap)
    made.git(...trap.fallsFor)
    expect(made.hasRun()).toBe(true)
  })

  test(`the tools do not run ${trap.name}`, async () => {
    const made = plant(trap)
    const answers = [
      await made.use(gitStatusTool(), {}),
      await made.use(gitDiffTool(), {}),
      await made.use(gitDiffTool(), { base: 'HEAD' }),
      await made.use(gitDiffTool(), { staged: true }),
      await made.use(gitLogTool(), {}),
      await made.use(gitLogTool(), { path: 'a.txt' }),
    ]
    expect(made.hasRun()).toBe(false)
    expect(answers[0]?.text).toContain('a.txt')
    // What was promised is not there: then the difference cannot be told, and that is an answer too.
    if (!trap.name.startsWith('a lazy fetch')) {
      expect(answers.map(({ kind }) => kind)).toEqual(answers.map(() => 'done'))
      expect(answers[1]?.text).toContain('+two')
    }
  })
}

test('what comes with a process is not passed on to git', async () => {
  const made = plant({ name: '', set: () => undefined, fallsFor: [] })
  const before = process.env['GIT_EXTERNAL_DIFF']
  process.env['GIT_EXTERNAL_DIFF'] = join(made.folder, '.git/trap.sh')
  try {
    made.git('diff')
    expect(made.hasRun()).toBe(true)
    expect((await made.use(gitDiffTool(), {})).text).toContain('+two')
    expect(made.hasRun()).toBe(false)
  } finally {
    if (before === undefined) delete process.env['GIT_EXTERNAL_DIFF']
    else process.env['GIT_EXTERNAL_DIFF'] = before
  }
})

test('what writes files for git runs neither filters nor hooks', async () => {
  const set: Trap['set'] = (made, script) => {
    made.git('config', 'filter.trap.smudge', script)
    made.git('config', 'filter.trap.required', 'true')
    made.write('.git/hooks/post-checkout', `#!/bin/sh\n${script}\n`, 0o755)
    attribute(made, 'filter=trap')
  }
  const made = plant({ name: 'a checkout', set, fallsFor: [] })
  const { signal } = new AbortController()
  const options = { cwd: made.folder, signal }
  expect(await runGit(['checkout', '--force', 'HEAD', '--', '.'], options)).toMatchObject({
    code: 0,
  })
  expect(await runGit(['worktree', 'add', '--quiet', './copy'], options)).toMatchObject({ code: 0 })
  expect(made.hasRun()).toBe(false)
  made.git('worktree', 'add', '--quiet', './other')
  expect(made.hasRun()).toBe(true)
})
