import { afterEach, beforeEach, expect, it } from 'vitest'
import { garden, gardenGround, toolsIn, type GardenGround } from '../__fixtures__/garden.ts'

let here: GardenGround
beforeEach(async () => {
  here = await gardenGround()
})
afterEach(() => here.remove())

const hasGarden = (outcome: Parameters<typeof toolsIn>[0]) =>
  toolsIn(outcome).includes('mcp_garden_look')

it('servers of a file and of a text are those of the run, in the words of other programs too', async () => {
  const servers = { garden: { ...garden, type: 'stdio', disabled: false, timeout: 3 } }
  const file = await here.write('servers.json', { mcpServers: servers })
  const text = JSON.stringify({ mcpServers: { none: { command: '/no/such/program' } } })
  const run = await here.ask({ options: { mcpConfig: [file, text] } })
  expect(hasGarden(run)).toBe(true)
  expect(run.notices).toEqual([
    expect.stringContaining(`${file}: passed over, as nothing is known of it: garden.timeout`),
    expect.stringContaining('MCP server none cannot be started'),
  ])
})

it('the last of a name counts, over configurations and under what a program gives', async () => {
  await here.user({ mcpServers: { garden: { command: '/of/the/user' } } })
  const texts = ['/first', '/last'].map((command) =>
    JSON.stringify({ mcpServers: { garden: { command } } }),
  )
  const last = await here.ask({ options: { mcpConfig: texts } })
  expect(last.notices.join()).toContain('/last')
  const given = await here.ask({ options: { mcpConfig: texts, mcpServers: { garden } } })
  expect(hasGarden(given)).toBe(true)
})

it('with strictMcpConfig those of configurations do not count, and all else of them does', async () => {
  await here.user({ mcpServers: { garden }, limits: { maxTurns: 3 } })
  const strict = await here.ask({ options: { strictMcpConfig: true } })
  expect(hasGarden(strict)).toBe(false)
  expect(strict.configuration?.limits.maxTurns).toBe(3)
  const options = {
    strictMcpConfig: true,
    mcpConfig: [JSON.stringify({ mcpServers: { garden } })],
  }
  expect(hasGarden(await here.ask({ options }))).toBe(true)
})

it.each([
  ['no key', '{"garden":{"command":"x"}}', /^mcpConfig: mcpServers: This key is missing/],
  ['a wrong value', '{"mcpServers":{"garden":{"command":7}}}', /^mcpConfig:1:\d+: .*garden/],
  ['no JSON', '{"mcpServers":', /^mcpConfig:1:\d+: /],
])('what is wrong in one begins nothing, and its place is named: %s', async (_, text, says) => {
  const { error } = await here.ask({ options: { mcpConfig: [text] } })
  expect(error).toMatchObject({ code: 'invalid_config', message: expect.stringMatching(says) })
  const file = await here.write('servers.json', text)
  const ofFile = await here.ask({ options: { mcpConfig: [file] } })
  expect(ofFile.error?.message).toContain(`${file}:`)
})

it('a file that is not there begins nothing', async () => {
  const { error } = await here.ask({ options: { mcpConfig: ['/no/such/servers.json'] } })
  expect(error).toMatchObject({
    code: 'invalid_config',
    message: expect.stringContaining('/no/such/servers.json: There is no such file'),
  })
})
