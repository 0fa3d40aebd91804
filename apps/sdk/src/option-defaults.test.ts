// What is done where an option says nothing, and what is done with both of two.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { says, scripted } from './__fixtures__/scripted.ts'
import { run, type Options } from './index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-defaults-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const options = (more: Options = {}): Options => ({
  cwd: folder,
  home: join(folder, 'home'),
  provider: scripted(() => says('ok')),
  ...more,
})

it('a run has twenty turns', async () => {
  const provider = scripted((_, turn) => says('', [['search', { pattern: `word ${turn}` }]]))
  const result = await run({ prompt: 'go', options: options({ provider }) })
  expect(result).toMatchObject({ reason: 'limit', limit: 'turns', turns: 20 })
})

it('a session is durable, and is below HARNESS_HOME', async () => {
  vi.stubEnv('HARNESS_HOME', join(folder, 'elsewhere'))
  const { home: _, ...more } = options()
  const { sessionId } = await run({ prompt: 'go', options: more })
  expect(await readdir(join(folder, 'elsewhere', 'sessions'))).toContain(sessionId)
  const env = { HARNESS_HOME: join(folder, 'another') }
  const other = await run({ prompt: 'go', options: { ...more, env } })
  expect(await readdir(join(folder, 'another', 'sessions'))).toEqual([other.sessionId])
})

it('the environment of the process stays, and that of the options is stronger', async () => {
  vi.stubEnv('LANG', 'of the process')
  vi.stubEnv('TZ', 'of the process')
  const command = 'echo "LANG $LANG, TZ $TZ, NICKNAME $NICKNAME"'
  const provider = scripted((_, turn) =>
    turn === 0 ? says('', [['shell', { command }]]) : says('ok'),
  )
  const env = { TZ: 'of the options', NICKNAME: 'Puck' }
  const asked = options({ provider, env, permissionMode: 'bypassPermissions' })
  const { calls } = await run({ prompt: 'go', options: asked })
  expect(calls[0]?.output).toContain('LANG of the process, TZ of the options, NICKNAME Puck')
})

it('what is said is the prompt, and without one nothing is done', async () => {
  const heard: unknown[] = []
  const provider = scripted(({ messages }) => {
    heard.push(messages.findLast(({ role }) => role === 'user'))
    return says('ok')
  })
  await run({ prompt: 'Water the roses.', options: options({ provider }) })
  expect(JSON.stringify(heard)).toContain('Water the roses.')
  expect(await run({ options: options({ provider }) })).toMatchObject({ reason: 'idle', turns: 0 })
  expect(heard).toHaveLength(1)
})
