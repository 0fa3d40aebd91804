// Every trap here is one that git itself falls into when it is asked to look as the shell tool asks it.
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { commandEnvironment } from '../command-environment.ts'
import { gitRuns } from './git-runs.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'git-runs-')))
afterAll(() => rmSync(root, { recursive: true }))
const env = commandEnvironment({
  set: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', HOME: root },
})

interface Planted {
  folder: string
  /** A program that leaves a trace. */
  trap: string
  git(...args: string[]): string
  write(path: string, text: string, mode?: number): void
}

let made = 0

/** A repository with a commit, a change that only its text tells, and a file that only looks changed. */
function planted(set: (place: Planted) => void = () => undefined) {
  const folder = join(root, String((made += 1)), 'work')
  const trace = join(dirname(folder), 'trace')
  const trap = join(dirname(folder), 'trap')
  const write: Planted['write'] = (path, text, mode = 0o644) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text, { mode })
  }
  const git: Planted['git'] = (...args) => {
    const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org']
    try {
      return execFileSync('git', [...who, ...args], {
        cwd: folder,
        env,
        encoding: 'utf8',
        timeout: 20_000,
        stdio: 'pipe',
      })
    } catch (error) {
      if (error instanceof Error && 'stdout' in error) return String(error.stdout)
      throw error
    }
  }
  write('../trap', `#!/bin/sh\necho ran >> '${trace}'\nexit 1\n`, 0o755)
  write('a.txt', 'one\n')
  write('same', 'same\n')
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('commit', '--quiet', '--message=first')
  set({ folder, trap, git, write })
  write('a.txt', 'two\n')
  for (const name of ['a.txt', 'same']) utimesSync(join(folder, name), 1, 1)
  rmSync(trace, { force: true })
  return {
    folder,
    git,
    hasRun: () => existsSync(trace),
    runs: () => gitRuns('git', folder, folder),
  }
}

const attribute = ({ write }: Planted, text: string) => write('.gitattributes', `*.txt ${text}\n`)
const sub = (place: Planted) => {
  const { git, write } = place
  git('init', '--quiet', 'sub')
  write('sub/b.txt', 'one\n')
  git('-C', 'sub', 'add', '.')
  git('-C', 'sub', 'commit', '--quiet', '--message=sub')
  git('add', 'sub')
  git('commit', '--quiet', '--message=with sub')
  git('-C', 'sub', 'config', 'core.fsmonitor', place.trap)
}
const hook = ({ write, trap }: Planted, folder: string) =>
  write(`${folder}/post-index-change`, `#!/bin/sh\nexec ${trap}\n`, 0o755)

describe.each<[name: string, set: (place: Planted) => void, args: string[], named: string]>([
  [
    'a monitor',
    ({ git, trap }) => git('config', 'core.fsmonitor', trap),
    ['status'],
    '.git/config: core.fsmonitor',
  ],
  [
    'a filter',
    (place) => {
      attribute(place, 'filter=own')
      place.git('config', 'filter.own.clean', place.trap)
    },
    ['diff'],
    '.git/config: filter.own.clean',
  ],
  [
    'a filter that calls itself that of Git LFS',
    (place) => {
      place.git('config', 'filter.lfs.clean', `${place.trap} clean -- %f`)
      attribute(place, 'filter=lfs')
    },
    ['status'],
    '.git/config: filter.lfs.clean',
  ],
  [
    'a converter',
    (place) => {
      place.git('config', 'diff.x.textconv', place.trap)
      attribute(place, 'diff=x')
    },
    ['blame', 'a.txt'],
    '.git/config: diff.x.textconv',
  ],
  [
    'a converter in a history',
    (place) => {
      place.git('config', 'diff.x.textconv', place.trap)
      attribute(place, 'diff=x')
    },
    ['log', '-p'],
    '.git/config: diff.x.textconv',
  ],
  [
    'a tool for differences',
    ({ git, trap }) => git('config', 'diff.external', trap),
    ['diff'],
    '.git/config: diff.external',
  ],
  [
    'an archive of another kind',
    ({ git, trap }) => git('config', 'tar.x.command', trap),
    ['archive', '--format=x', 'HEAD'],
    '.git/config: tar.x.command',
  ],
  [
    'a driver for merges that are done again',
    (place) => {
      attribute(place, 'merge=x')
      place.git('add', '.')
      place.git('commit', '--quiet', '--message=attributes')
      for (const [branch, text] of [
        ['left', 'l\n'],
        ['right', 'r\n'],
      ] as const) {
        place.git('checkout', '--quiet', '-b', branch, 'main')
        place.write('a.txt', text)
        place.git('commit', '--quiet', '--all', `--message=${branch}`)
      }
      place.git('merge', '--quiet', '--strategy=ours', 'left')
      place.git('config', 'merge.x.driver', place.trap)
      place.git('config', 'log.diffMerges', 'remerge')
    },
    ['log', '-m', '-p'],
    '.git/config: merge.x.driver',
  ],
  [
    'a file that is included',
    ({ git, write, trap }) => {
      git('config', 'include.path', '../more')
      write('more', `[core]\n\tfsmonitor = ${trap}\n`)
    },
    ['status'],
    '.git/config: include.path',
  ],
  [
    'a file that is included here',
    ({ git, write, trap }) => {
      git('config', 'includeIf.onbranch:main.path', '../more')
      write('more', `[core]\n\tfsmonitor = ${trap}\n`)
    },
    ['status'],
    '.git/config: includeif.onbranch:main.path',
  ],
  [
    'the configuration of a work tree',
    ({ git, trap }) => {
      git('config', 'extensions.worktreeConfig', 'true')
      git('config', '--worktree', 'core.fsmonitor', trap)
    },
    ['status'],
    '.git/config.worktree: core.fsmonitor',
  ],
  [
    'a repository elsewhere',
    ({ git, folder, write, trap }) => {
      git('config', 'core.fsmonitor', trap)
      renameSync(join(folder, '.git'), join(folder, 'else'))
      write('.git', 'gitdir: else\n\n')
    },
    ['status'],
    'else/config: core.fsmonitor',
  ],
  [
    'a repository that shares the configuration of another one',
    ({ folder, git, trap, write }) => {
      git('config', 'core.fsmonitor', trap)
      renameSync(join(folder, '.git'), join(folder, 'shared'))
      write('.git/HEAD', 'ref: refs/heads/main\n')
      write('.git/commondir', '../shared\n')
    },
    ['status'],
    'shared/config: core.fsmonitor',
  ],
  [
    'a folder that is a repository itself',
    ({ folder, trap }) => {
      rmSync(join(folder, '.git'), { recursive: true })
      execFileSync('git', ['init', '--quiet', '--bare', '.'], { cwd: folder, env })
      const settings = [
        ['core.bare', 'false'],
        ['core.worktree', folder],
        ['core.fsmonitor', trap],
      ]
      for (const [key = '', value = ''] of settings)
        execFileSync('git', ['config', '--file', 'config', key, value], { cwd: folder, env })
    },
    ['status'],
    'config: core.fsmonitor',
  ],
  ['a repository within', sub, ['status'], 'sub/.git/config: core.fsmonitor'],
  [
    'a repository within, in an index of the fourth version',
    (place) => {
      sub(place)
      place.git('update-index', '--index-version', '4')
    },
    ['status'],
    'sub/.git/config: core.fsmonitor',
  ],
  [
    'a repository within, in a shared index',
    (place) => {
      sub(place)
      place.git('update-index', '--split-index')
    },
    ['status'],
    'repositories within',
  ],
  [
    'a hook',
    (place) => hook(place, '.git/hooks'),
    ['describe', '--always', '--dirty'],
    '.git/hooks/post-index-change',
  ],
  [
    'a hook elsewhere',
    (place) => {
      hook(place, '.own')
      place.git('config', 'core.hooksPath', '.own')
    },
    ['describe', '--always', '--dirty'],
    '.own/post-index-change',
  ],
  [
    'a word that git does not know',
    ({ git, trap }) => git('config', 'alias.lfs', `!${trap}`),
    ['lfs', 'status'],
    '.git/config: alias.lfs',
  ],
  [
    'a program for signatures',
    ({ git, trap, write }) => {
      const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----'
      write('signed', git('cat-file', 'commit', 'HEAD').replace('\n\n', `\n${signature}\n\n`))
      const signed = git('hash-object', '-t', 'commit', '-w', 'signed').trim()
      git('reset', '--quiet', '--soft', signed)
      git('config', 'gpg.program', trap)
    },
    ['log', '--format=%G?'],
    '.git/config: gpg.program',
  ],
  [
    'an object that is fetched when it is looked at',
    ({ git, folder, trap, write }) => {
      write('a.txt', 'two\n')
      const blob = git('rev-parse', 'HEAD:a.txt').trim()
      git('config', 'core.repositoryFormatVersion', '1')
      git('config', 'extensions.partialClone', 'origin')
      git('config', 'remote.origin.promisor', 'true')
      git('config', 'remote.origin.url', folder)
      git('config', 'remote.origin.uploadpack', trap)
      rmSync(join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)))
    },
    ['diff'],
    '.git/config: remote.origin.uploadpack',
  ],
])('%s', (_, set, args, named) => {
  test('is run by git, and named', () => {
    const place = planted(set)
    const runs = place.runs()
    place.git(...args)
    expect(place.hasRun()).toBe(true)
    expect(runs?.some((one) => one.endsWith(named))).toBe(true)
  })
})

test.each<[name: string, set: (place: Planted) => void]>([
  ['nothing', () => undefined],
  ['a monitor of its own', ({ git }) => git('config', 'core.fsmonitor', 'true')],
  [
    'Git LFS',
    ({ git }) => {
      git('config', 'filter.lfs.clean', 'git-lfs clean -- %f')
      git('config', 'filter.lfs.smudge', 'git-lfs smudge -- %f')
      git('config', 'filter.lfs.process', 'git-lfs filter-process')
      git('config', 'filter.lfs.required', 'true')
    },
  ],
  [
    'hooks before a commit',
    ({ git, write }) => {
      git('config', 'core.hooksPath', '.husky/_')
      write('.husky/_/pre-commit', '#!/bin/sh\n', 0o755)
    },
  ],
  [
    'a server, a branch, an editor, a pager',
    ({ git }) => {
      git('config', 'remote.origin.url', 'git@example.org:a/b.git')
      git('config', 'branch.main.remote', 'origin')
      git('config', 'core.editor', 'vi')
      git('config', 'core.pager', 'less')
      git('config', 'core.sshCommand', 'ssh -i key')
    },
  ],
  ['a merge that keeps ours', ({ git }) => git('config', 'merge.ours.driver', 'true')],
  [
    'another work tree, where one is in',
    ({ git, folder }) => git('worktree', 'add', '--quiet', `${folder}/../other`),
  ],
])('is not asked about: %s', (_, set) => {
  const place = planted(set)
  expect(place.runs()).toBe(undefined)
})

test('a command that does not speak of git is not looked at; quotes hide no word', () => {
  const { folder } = planted(({ git, trap }) => git('config', 'core.fsmonitor', trap))
  const runs = (command: string) => gitRuns(command, folder, folder)
  expect(runs('ls')).toBe(undefined)
  for (const command of [
    'git log',
    `g''it log`,
    'g\\it log',
    'ls; "gi"t log',
    'xargs /usr/bin/git',
  ]) {
    expect([command, runs(command)]).toEqual([command, ['.git/config: core.fsmonitor']])
  }
})

test('what cannot be read is named, and not waited for', () => {
  const broken = planted(({ write }) => write('.git/config', '[core\n'))
  expect(broken.runs()).toEqual(['.git/config: it cannot be read'])
  const pipe = planted(({ folder }) => {
    rmSync(join(folder, '.git/config'))
    execFileSync('mkfifo', [join(folder, '.git/config')])
  })
  expect(gitRuns('git', pipe.folder, pipe.folder)).toEqual(['.git/config: it cannot be read'])
})

test('a folder below is one of the same repository', () => {
  const { folder } = planted(({ git, trap, write }) => {
    git('config', 'core.fsmonitor', trap)
    write('deep/er/x', '')
  })
  expect(gitRuns('git', join(folder, 'deep/er'), folder)).toEqual(['.git/config: core.fsmonitor'])
})
