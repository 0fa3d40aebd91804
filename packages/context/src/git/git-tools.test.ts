import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '../__fixtures__/repository.ts'
import { workshop } from '../__fixtures__/workshop.ts'
import { runGit } from './run-git.ts'
import { gitDiffTool } from './git-diff.ts'
import { gitLogTool } from './git-log.ts'
import { gitStatusTool } from './git-status.ts'

test('the branch and what is changed are told', async () => {
  const made = repository()
  expect(await made.use(gitStatusTool(), {})).toEqual({
    kind: 'done',
    text: '## main\nNothing is changed.',
  })
  made.write('a.txt', 'changed\n')
  made.write('new/ünï code.txt', '')
  made.write('b.txt', '')
  made.git('add', 'b.txt')
  expect((await made.use(gitStatusTool(), {})).text).toBe(
    ['## main', ' M a.txt', 'A  b.txt', '?? new/'].join('\n'),
  )
})

test('a difference can be of the index, of what is staged, or of a commit', async () => {
  const made = repository()
  const diff = async (input: object) => (await made.use(gitDiffTool(), { ...input })).text
  expect(await diff({})).toBe('No difference.')
  made.write('a.txt', 'staged\n')
  made.git('add', '.')
  made.write('a.txt', 'changed\n')
  expect(await diff({})).toContain('-staged\n+changed')
  expect(await diff({ staged: true })).toContain('-one\n+staged')
  expect(await diff({ base: 'main' })).toContain('-one\n+changed')
  expect(await diff({ base: 'HEAD', staged: true, path: 'a.txt' })).toContain('+++ b/a.txt')
  expect(await diff({ path: 'other' })).toBe('No difference.')
})

test('the settings of a person change nothing of a difference', async () => {
  const made = repository()
  made.write('a.txt', 'changed\n')
  const { text } = await made.use(gitDiffTool(), {})
  const settings = { 'color.ui': 'always', 'diff.noprefix': 'true', 'diff.orderFile': '/none' }
  for (const [key, value] of Object.entries(settings)) made.git('config', key, value)
  expect(await made.use(gitDiffTool(), {})).toEqual({ kind: 'done', text })
})

test('neither a base nor a path can be an option or a pattern', async () => {
  const made = repository()
  const target = join(made.folder, 'written')
  made.write('a.txt', 'changed\n')
  for (const base of [
    `--output=${target}`,
    '--ext-diff',
    'nothing',
    '',
    'main:a.txt',
    '-- a.txt',
  ]) {
    expect(await made.use(gitDiffTool(), { base })).toMatchObject({ code: 'unknown_base' })
  }
  for (const path of [`--output=${target}`, ':/', ':(top)a.txt', '*']) {
    expect((await made.use(gitDiffTool(), { path })).text).toBe('No difference.')
    expect((await made.use(gitLogTool(), { path })).text).toMatch(/^No commit touches/)
  }
  expect((await made.use(gitStatusTool(), {})).text).not.toContain('written')
})

test('commits come newest first, of all or of a path', async () => {
  const made = repository()
  made.write('b.txt', '')
  made.git('add', '.')
  made.git('commit', '--quiet', '--message=second: ünï\n\nmore')
  const log = async (input: object) => (await made.use(gitLogTool(), { ...input })).text
  expect(await log({})).toMatch(
    /^[0-9a-f]{7,} \d{4}-\d\d-\d\d A: second: ünï\n[0-9a-f]{7,} \S+ A: first$/,
  )
  expect(await log({ path: 'a.txt' })).toMatch(/^\S+ \S+ A: first$/)
  expect(await log({ limit: 1 })).toMatch(/^\S+ \S+ A: second/)
  expect(await log({ path: 'none' })).toBe('No commit touches none.')
})

test('a repository without commits has a status, and no log', async () => {
  const made = workshop()
  const { git } = repository()
  git('init', '--quiet', '--initial-branch=main', made.folder)
  expect((await made.use(gitStatusTool(), {})).text).toContain('No commits yet on main')
  expect((await made.use(gitLogTool(), {})).text).toBe('There are no commits yet.')
  expect((await made.use(gitDiffTool(), { staged: true })).text).toBe('No difference.')
  expect(await made.use(gitDiffTool(), { base: 'HEAD' })).toMatchObject({ code: 'unknown_base' })
})

test('only what is in the workspace is told, where it is a part of a repository', async () => {
  const made = repository()
  made.write('part/b.txt', 'one\n')
  made.git('add', '.')
  made.write('part/b.txt', 'two\n')
  made.write('a.txt', 'two\n')
  const part = { ...made.context, workspace: join(made.folder, 'part') }
  for (const tool of [gitStatusTool(), gitDiffTool()]) {
    const preparation = await tool.prepare({}, part)
    if (preparation.kind === 'invalid') throw new Error(preparation.message)
    const { content } = await tool.run({}, preparation.prepared, part)
    expect(JSON.stringify(content)).toContain('b.txt')
    expect(JSON.stringify(content)).not.toContain('a.txt')
  }
})

test('a path outside the workspace is said to be outside', async () => {
  const { context } = repository()
  const outside = await gitDiffTool().prepare({ path: '../x' }, context)
  expect(outside).toMatchObject({ prepared: { outside: true, access: 'read' } })
  const inside = await gitLogTool().prepare({ path: 'deleted/x' }, context)
  expect(inside).toMatchObject({ prepared: { outside: false, target: 'deleted/x' } })
})

test('a folder that is in no repository, and a machine without git, are told of', async () => {
  const bare = workshop()
  expect(await bare.use(gitStatusTool(), {})).toMatchObject({ code: 'no_repository' })
  const path = process.env['PATH']
  process.env['PATH'] = 'node_modules/.bin:.'
  try {
    expect(await bare.use(gitLogTool(), {})).toMatchObject({ code: 'no_git' })
  } finally {
    process.env['PATH'] = path
  }
})

test('a git that keeps to the settings of the repository is not used', async () => {
  const made = repository()
  const real = execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const old = workshop()
  old.write('git', `#!/bin/sh\nunset GIT_CONFIG_COUNT\nexec '${real}' "$@"\n`, 0o755)
  const path = process.env['PATH']
  process.env['PATH'] = `${old.folder}:${path}`
  try {
    const answer = await made.use(gitStatusTool(), {})
    expect(answer).toMatchObject({ code: 'no_git', text: expect.stringContaining('2.31') })
  } finally {
    process.env['PATH'] = path
  }
})

test('a repository cannot name another folder as its own', async () => {
  const made = repository()
  const secret = realpathSync(mkdtempSync(join(tmpdir(), 'context-secret-')))
  for (const folder of [secret, '/none']) {
    made.git('config', 'core.worktree', folder)
    for (const tool of [gitStatusTool(), gitDiffTool(), gitLogTool()]) {
      expect(await made.use(tool, {})).toMatchObject({ code: 'no_repository' })
    }
  }
})

test('a link in the workspace is a link, not what it leads to', async () => {
  const made = repository()
  const secret = realpathSync(mkdtempSync(join(tmpdir(), 'context-secret-')))
  writeFileSync(join(secret, 'b.txt'), 'secret')
  made.write('known/b.txt', 'one\n')
  made.git('add', '.')
  rmSync(join(made.folder, 'known'), { recursive: true })
  symlinkSync(secret, join(made.folder, 'known'))
  for (const path of ['known/b.txt', 'known', '.']) {
    const { text } = await made.use(gitDiffTool(), { path })
    expect(text).toContain('-one')
    expect(text).not.toContain('secret')
  }
})

test('a long difference begins with what it changes, and says what is missing', async () => {
  const made = repository()
  made.write('a.txt', '"\t"\n'.repeat(20_000))
  const { text } = await made.use(gitDiffTool(), {})
  expect(text).toMatch(/^ a\.txt \| 20001 \+/)
  expect(text).toMatch(/\[\d+ bytes left out\]/)
  expect(Buffer.byteLength(JSON.stringify(text))).toBeLessThanOrEqual(32 * 1024)
})

test('an aborted look ends with the reason', async () => {
  const made = repository()
  const context = { ...made.context, signal: AbortSignal.abort('cancel') }
  const prepared = { effect: 'pure', access: 'read', target: '.' } as const
  await expect(gitDiffTool().run({}, prepared, context)).rejects.toBe('cancel')
})

test('a git that the repository brings is not run', async () => {
  const shop = workshop()
  const own = join(shop.folder, 'repository')
  const bin = join(own, 'node_modules', '.bin')
  mkdirSync(join(own, '.git'), { recursive: true })
  const proof = join(shop.folder, 'ran')
  shop.write('repository/node_modules/.bin/git', `#!/bin/sh\ntouch ${proof}\n`, 0o755)
  const { PATH } = process.env
  process.env['PATH'] = `${bin}:${PATH}`
  try {
    const { signal } = new AbortController()
    await runGit(['status'], { cwd: own, signal })
    await runGit(['status'], { cwd: bin, signal })
  } finally {
    process.env['PATH'] = PATH
  }
  expect(existsSync(proof)).toBe(false)
  const { signal } = new AbortController()
  const nowhere = await runGit(['status'], { cwd: join(shop.folder, 'none'), signal })
  expect(nowhere).toMatchObject({
    code: null,
    complaint: expect.stringContaining('does not exist'),
  })
})
