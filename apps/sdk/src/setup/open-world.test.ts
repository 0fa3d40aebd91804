import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memorySessions, type Sessions } from '@harness/kernel'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { says, scripted } from '../__fixtures__/scripted.ts'
import { query, run, type Options } from '../index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-sdk-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const options = (more: Options = {}): Options => ({
  cwd: folder,
  home: join(folder, 'home'),
  store: 'memory',
  provider: scripted(() => says('hello')),
  ...more,
})

describe('the files of commands', () => {
  const commanding = () =>
    scripted((_, turn) => (turn === 0 ? says('', [['shell', { command: 'echo hi' }]]) : says('ok')))

  const runCommand = (store: 'memory' | Sessions) =>
    run({
      prompt: 'go',
      options: options({ provider: commanding(), permissionMode: 'trust', store }),
    })

  it('stand in the home for a store of the program: another process finds them', async () => {
    const { sessionId, calls } = await runCommand(memorySessions())
    expect(calls).toMatchObject([{ tool: 'shell', error: null }])
    const tasks = await readdir(join(folder, 'home', 'sessions', sessionId, 'tasks'))
    expect(tasks).toHaveLength(1)
  })

  it('are gone with a session in memory', async () => {
    const temporary = join(folder, 'tmp')
    await mkdir(temporary)
    vi.stubEnv('TMPDIR', temporary)
    const { calls } = await runCommand('memory')
    expect(calls).toMatchObject([{ tool: 'shell', error: null }])
    expect(await readdir(temporary)).toEqual([])
    expect(await readdir(folder)).not.toContain('home')
  })
})

it('forks at the head without reading the parent', async () => {
  const store = memorySessions()
  const { sessionId } = await run({ prompt: 'one', options: options({ store }) })
  const reader = () => Promise.reject(new Error('it was read'))
  const fork = await run({
    prompt: 'two',
    options: options({ store: { ...store, reader }, fork: sessionId }),
  })
  expect(fork.reason).toBe('done')
})

it('refuses a bound on cost where the price is unknown', async () => {
  await expect(run({ prompt: 'hi', options: options({ maxCost: 1 }) })).rejects.toMatchObject({
    code: 'invalid_option',
    message: expect.stringContaining('price of scripted/default is unknown'),
  })
})

it('has nothing to interrupt when the run is over', async () => {
  const running = query({ prompt: 'hi', options: options({ store: 'files' }) })
  await running.result
  await expect(running.interrupt()).resolves.toBeUndefined()
})
