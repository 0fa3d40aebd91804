import { expect, test } from 'vitest'
import { hostile, isThere, runningIn, serverStage } from './__fixtures__/server-stage.ts'
import { mcpServers } from './index.ts'

const { signal } = new AbortController()

test('nothing is started before tools are asked for', async () => {
  await using stage = serverStage(hostile())
  expect(stage.servers.status()).toEqual([{ server: 'one', state: 'idle' }])
  await stage.tools()
  expect(stage.servers.status()).toMatchObject([
    { state: 'ready', info: { name: 'hostile', version: '1' } },
  ])
})

test('tools of a server have names that say whose they are', async () => {
  await using stage = serverStage(hostile())
  const tools = await stage.tools()
  expect(tools.map(({ name }) => name)).toContain('mcp_one_echo')
  expect(await stage.use('echo', { a: [1] })).toMatchObject({ kind: 'done', text: '{"a":[1]}' })
})

test('many ask at once, and one server is started', async () => {
  await using stage = serverStage(hostile())
  const [first] = await Promise.all([stage.tools(), stage.tools(), stage.tools()])
  const { pid } = stage.servers.status()[0]!
  expect(first.length).toBeGreaterThan(5)
  await stage.tools()
  expect(stage.pid()).toBe(pid)
})

test('closing ends the program and what it started, however stubborn it is', async () => {
  await using stage = serverStage(hostile('child', 'stubborn'))
  await stage.tools()
  const pid = stage.pid()
  expect(runningIn(pid)).toHaveLength(2)
  await stage.servers.close()
  expect(isThere(pid)).toBe(false)
  await expect.poll(() => runningIn(pid)).toEqual([])
  expect(stage.servers.status()[0]!.state).toBe('closed')
  expect((await stage.servers.tools({ signal })).faults).toMatchObject([{ code: 'closed' }])
})

test('closing while it starts leaves nothing', async () => {
  await using stage = serverStage(hostile('hang-at-start'))
  const asked = stage.servers.tools({ signal })
  await expect.poll(() => stage.servers.status()[0]!.pid).toBeDefined()
  const pid = stage.pid()
  await stage.servers.close()
  expect(isThere(pid)).toBe(false)
  expect((await asked).faults).toMatchObject([{ level: 'error', server: 'one' }])
})

test('a server that is broken leaves the others alone', async () => {
  const servers = mcpServers(
    { bad: { command: '/no/such/program' }, good: hostile() },
    { workspace: process.cwd() },
  )
  const { tools, faults } = await servers.tools({ signal })
  await servers.close()
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatchObject({ level: 'error', server: 'bad', code: 'not_started' })
  expect(faults[0]!.message).toMatch(/^The MCP server bad cannot be started: .*ENOENT/)
  expect(tools.map(({ name }) => name)).toContain('mcp_good_echo')
})

test('the signal ends the waiting, and the start goes on for who asks next', async () => {
  await using stage = serverStage(hostile())
  const stop = new AbortController()
  const asked = stage.servers.tools({ signal: stop.signal })
  stop.abort('enough')
  await expect(asked).rejects.toBe('enough')
  expect((await stage.tools()).length).toBeGreaterThan(5)
})

test('a program gets the variables that are named, and no others', async () => {
  const program = 'process.stderr.write(JSON.stringify(process.env)); process.exit(1)'
  await using stage = serverStage(
    {
      command: process.execPath,
      args: ['-e', program],
      env: { OWN: 'mine' },
      passEnv: ['NAMED'],
    },
    { environment: { PATH: '/bin', NAMED: 'yes', API_KEY: 'secret' } },
  )
  const { faults } = await stage.servers.tools({ signal })
  expect(JSON.parse(faults[0]!.stderr!)).toEqual({ PATH: '/bin', NAMED: 'yes', OWN: 'mine' })
})

test('a program is started as the sandbox wraps it', async () => {
  await using stage = serverStage(hostile(), {
    wrap: (argv, env, place) => ({
      argv: ['/usr/bin/env', `PLACE=${place.server}`, ...argv],
      env: { ...env, WRAPPED: 'yes' },
    }),
  })
  expect(await stage.use('echo')).toMatchObject({ kind: 'done' })
})

test('a sandbox that cannot be had is a server that is not started', async () => {
  await using stage = serverStage(hostile(), {
    wrap: async () => Promise.reject(new Error('no bwrap')),
  })
  const { faults } = await stage.servers.tools({ signal })
  expect(faults).toMatchObject([{ code: 'not_started' }])
  expect(faults[0]!.message).toContain('no bwrap')
})
