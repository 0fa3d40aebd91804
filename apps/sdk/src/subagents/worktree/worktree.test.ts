import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, readdir, realpath, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ModelRequest } from '@harness/kernel'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { says, scripted } from '../../__fixtures__/scripted.ts'
import { run, type Options } from '../../index.ts'

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'harness-sdk-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

type Said = ReturnType<typeof says>
const isChild = ({ system }: ModelRequest) =>
  !system.startsWith('You are a coding agent') || system.includes('You work for another agent')
const hasResults = ({ messages }: ModelRequest) => messages.some(({ role }) => role === 'tool')
const last = ({ messages }: ModelRequest) => JSON.stringify(messages.at(-1))

/** A parent that starts subagents, says what it heard, and children that answer by a function. */
const family = (
  calls: readonly object[],
  child: (request: ModelRequest, signal: AbortSignal) => Said | Promise<Said>,
) =>
  scripted((request, _, signal) => {
    if (isChild(request)) return child(request, signal)
    if (hasResults(request)) return says(last(request))
    return says(
      '',
      calls.map((call) => ['subagent', { prompt: 'help', ...call }]),
    )
  })

const options = (more: Options): Options => ({
  cwd: folder,
  home: join(folder, 'home'),
  maxTurns: 5,
  ...more,
})

const gitIn = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
    cwd,
    encoding: 'utf8',
  })

it('in a worktree it changes a copy, and hands the changes back as a patch', async () => {
  gitIn(folder, 'init', '-q')
  writeFileSync(join(folder, '.gitignore'), 'home/\n')
  writeFileSync(join(folder, 'a.txt'), 'one\n')
  gitIn(folder, 'add', '.')
  gitIn(folder, 'commit', '-qm', 'first')
  writeFileSync(join(folder, 'a.txt'), 'mine, not committed\n')
  const before = gitIn(folder, 'status', '--porcelain')
  const places: string[] = []
  const provider = family([{ worktree: true }], (request) => {
    const place = /^Working folder: (.*)$/m.exec(request.system)?.[1] ?? ''
    if (hasResults(request)) return says('changed it')
    places.push(place, readFileSync(join(place, 'a.txt'), 'utf8'))
    return says('', [
      ['write_file', { path: 'b.txt', content: 'new\n' }],
      ['shell', { command: 'echo two >> a.txt; git add a.txt' }],
    ])
  })
  const result = await run({
    prompt: 'go',
    options: options({ provider, permissionMode: 'bypassPermissions' }),
  })
  const output = result.calls[0]?.output ?? ''
  expect(places[1]).toBe('one\n')
  expect(output).toContain('[what it changed in a worktree of')
  expect(output).toContain('+++ b/b.txt')
  expect(output).toContain('+two')
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('mine, not committed\n')
  expect(gitIn(folder, 'status', '--porcelain')).toBe(before)
  expect(gitIn(folder, 'worktree', 'list').trim().split('\n')).toHaveLength(1)
  expect(existsSync(places[0] ?? '')).toBe(false)
  const kept = await readdir(join(folder, 'home', 'worktrees'))
  const patch = kept.find((name) => name.endsWith('.patch')) ?? ''
  gitIn(folder, 'checkout', '-q', 'a.txt')
  gitIn(folder, 'apply', join(folder, 'home', 'worktrees', patch))
  expect(readFileSync(join(folder, 'b.txt'), 'utf8')).toBe('new\n')
})

it('a worktree of a person’s own stays theirs, and bytes and settings make no difference to a patch', async () => {
  gitIn(folder, 'init', '-q')
  gitIn(folder, 'config', 'diff.noprefix', 'true')
  gitIn(folder, 'config', 'diff.context', '0')
  writeFileSync(join(folder, '.gitignore'), 'home/\n')
  writeFileSync(join(folder, 'a.txt'), 'one\ntwo\nthree\n')
  gitIn(folder, 'add', '.')
  gitIn(folder, 'commit', '-qm', 'first')
  const mine = await mkdtemp(join(tmpdir(), 'harness-mine-'))
  gitIn(folder, 'worktree', 'add', '-q', '--detach', join(mine, 'tree'))
  // As on a disk that is not there just now.
  await rename(join(mine, 'tree'), join(mine, 'away'))
  const provider = family([{ worktree: true }], (request) =>
    hasResults(request)
      ? says('changed it')
      : says('', [
          ['shell', { command: `printf 'caf\\351\\n' > latin.txt; sed -i s/two/2/ a.txt` }],
        ]),
  )
  const result = await run({
    prompt: 'go',
    options: options({ provider, permissionMode: 'bypassPermissions' }),
  })
  expect(result.calls[0]?.error).toBe(null)
  await rename(join(mine, 'away'), join(mine, 'tree'))
  expect(gitIn(join(mine, 'tree'), 'status', '--short')).toBe('')
  const kept = await readdir(join(folder, 'home', 'worktrees'))
  expect(kept).toHaveLength(1)
  gitIn(folder, 'apply', join(folder, 'home', 'worktrees', kept[0] ?? ''))
  expect(readFileSync(join(folder, 'latin.txt'))).toEqual(Buffer.from('caf\u00e9\n', 'latin1'))
  await rm(mine, { recursive: true, force: true })
})

it('without a repository there is no worktree, and the model is told why', async () => {
  const provider = family([{ worktree: true }], () => says('never'))
  const result = await run({ prompt: 'go', options: options({ provider }) })
  expect(result.calls[0]?.error).toMatch(
    /^It could not be run: git rev-parse in .*not a git repository/,
  )
})
