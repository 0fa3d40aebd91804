// Servers of the Model Context Protocol, as a run has them.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  answering,
  answersOf,
  errorsOf,
  garden,
  gardenGround,
  program,
  toolsIn,
  type GardenGround,
} from '../__fixtures__/garden.ts'
import { trustFolder } from '../index.ts'
import { sandboxHere } from '../sandbox/sandbox-here.ts'

let here: GardenGround
beforeEach(async () => {
  here = await gardenGround()
})
afterEach(() => here.remove())

const allowing = () => answering(() => ({ decision: 'allow' }))

it('its tools are the model’s, and end with the run', async () => {
  const run = await here.tend([['mcp_garden_look', {}]], { allowedTools: ['mcp(garden/*)'] })
  expect(toolsIn(run)).toEqual(expect.arrayContaining(['mcp_garden_plant', 'mcp_garden_status']))
  expect(answersOf(run)).toEqual(['three tulips'])
  expect(run.notices).toEqual([])
  const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
  expect(left.split('\n').filter((line) => line.includes(program))).toEqual([])
})

it('one that cannot be started is a notice with its last words, and the run goes on', async () => {
  const script = 'console.error("no such bed"); process.exit(3)'
  const broken = { command: process.execPath, args: ['-e', script] }
  const run = await here.ask({
    options: { mcpServers: { garden, broken, none: { command: '/no/such/program' } } },
  })
  expect(run.result?.reason).toBe('done')
  expect(toolsIn(run)).toContain('mcp_garden_look')
  expect(run.notices).toEqual([
    expect.stringMatching(/MCP server broken ended with exit code 3.*\n {2}no such bed$/),
    expect.stringContaining('MCP server none cannot be started'),
  ])
})

it('who cannot be told that one is broken is why the run does not begin, and nothing else is', async () => {
  const onNotice = () => {
    throw new Error('nobody listens')
  }
  const options = { onNotice, mcpServers: { none: { command: '/no/such/program' } } }
  await expect(here.ask({ options })).rejects.toThrow('nobody listens')
})

it('who cannot be told that one is broken is why the run does not begin, and nothing else is', async () => {
  const onNotice = () => {
    throw new Error('nobody listens')
  }
  const options = { onNotice, mcpServers: { none: { command: '/no/such/program' } } }
  await expect(here.ask({ options })).rejects.toThrow('nobody listens')
})

it('tools that change in the middle are the model’s at its next turn', async () => {
  const run = await here.tend([['mcp_garden_sprout', { what: 'ivy' }]], { allowedTools: ['mcp'] })
  expect(toolsIn(run, 0)).not.toContain('mcp_garden_ivy')
  expect(toolsIn(run, 1)).toContain('mcp_garden_ivy')
})

describe('what is allowed', () => {
  it('for good stays so, however often tools change', async () => {
    const { onAsk } = answering(() => ({ decision: 'allow', always: 'user' }))
    const uses = ['overgrow', 'slowly'].map((name) => [`mcp_garden_${name}`, {}] as const)
    const { configuration, events } = await here.tend(uses, { onAsk })
    expect(events.filter(({ type }) => type === 'session.configured').length).toBeGreaterThan(2)
    expect(configuration?.permissions.rules.map(({ pattern }) => pattern)).toEqual([
      'garden/overgrow',
      'garden/slowly',
    ])
  })

  it('a tool counts as writing, and is asked about', async () => {
    const { asks, onAsk } = allowing()
    await here.tend([['mcp_garden_look', {}]], { onAsk })
    expect(asks).toMatchObject([
      { tool: 'mcp_garden_look', suggestions: ['mcp_garden_look(garden/look)'] },
    ])
    const alone = await here.tend([['mcp_garden_plant', { what: 'ivy' }]])
    expect(alone.result?.denied).toHaveLength(1)
    expect(await here.noted()).toEqual([])
  })

  it('of a trusted server what only reads is not', async () => {
    const { asks, onAsk } = allowing()
    const uses = [
      ['mcp_garden_look', {}],
      ['mcp_garden_plant', { what: 'ivy' }],
    ] as const
    await here.tend(uses, { onAsk, server: { trusted: true } })
    expect(asks.map(({ tool }) => tool)).toEqual(['mcp_garden_plant'])
    expect(await here.noted()).toEqual(['plant ivy'])
  })

  it.each(['trust', 'bypassPermissions'])('approval ask asks in %s', async (permissionMode) => {
    const { asks, onAsk } = allowing()
    const server = { approval: 'ask' }
    await here.tend([['mcp_garden_plant', { what: 'ivy' }]], { onAsk, server, permissionMode })
    expect(asks.map(({ tool }) => tool)).toEqual(['mcp_garden_plant'])
    const alone = await here.tend([['mcp_garden_plant', { what: 'rose' }]], {
      server,
      permissionMode,
    })
    expect(alone.result?.denied).toHaveLength(1)
    expect(await here.noted()).toEqual(['plant ivy'])
  })

  it('approval never does not ask, and a deny rule wins', async () => {
    const server = { approval: 'never' }
    const uses = [['mcp_garden_plant', { what: 'ivy' }]] as const
    await here.tend(uses, { server })
    expect(await here.noted()).toEqual(['plant ivy'])
    const denied = await here.tend(uses, { server, disallowedTools: ['mcp(garden/plant)'] })
    expect(denied.result?.denied).toHaveLength(1)
    const gone = await here.tend([], { server, disallowedTools: ['mcp_garden_plant'] })
    expect(toolsIn(gone)).not.toContain('mcp_garden_plant')
    const all = toolsIn(await here.tend([], { server, disallowedTools: ['mcp'] }))
    expect(all.filter((name) => name.startsWith('mcp_'))).toEqual([])
    expect(await here.noted()).toEqual(['plant ivy'])
  })
})

describe('.mcp.json', () => {
  const write = (more: object = {}) =>
    here.write('work/.mcp.json', { mcpServers: { garden: { ...garden, ...more } } })

  it('counts when the folder is trusted, and as it was then', async () => {
    await write()
    const place = { cwd: here.folder, home: here.home }
    const before = await here.ask()
    expect(toolsIn(before)).not.toContain('mcp_garden_look')
    expect(before.notices).toEqual([expect.stringContaining('.mcp.json is left out')])
    const { files } = await trustFolder(place)
    expect(files).toEqual([join(here.folder, '.mcp.json')])
    expect(toolsIn(await here.ask())).toContain('mcp_garden_look')
    await write({ trusted: true })
    const changed = await here.ask()
    expect(toolsIn(changed)).not.toContain('mcp_garden_look')
    expect(changed.notices).toEqual([expect.stringContaining('not what you trusted any more')])
  })

  it('a server that is reached in another way is left out, and the others are there', async () => {
    const far = { type: 'ws', url: 'ws://docs.example' }
    await here.write('work/.mcp.json', { mcpServers: { garden, far } })
    await trustFolder({ cwd: here.folder, home: here.home })
    const run = await here.ask()
    expect(toolsIn(run)).toContain('mcp_garden_look')
    expect(run.notices).toEqual([expect.stringContaining('far is left out: its type ws')])
  })

  it('of other programs what nothing is known of is passed over', async () => {
    await write({ autoApprove: ['look'] })
    await trustFolder({ cwd: here.folder, home: here.home })
    const run = await here.ask()
    expect(toolsIn(run)).toContain('mcp_garden_look')
    expect(run.notices).toEqual([expect.stringContaining('garden.autoApprove')])
  })

  it('variables in its texts are looked up, and one that is not there leaves the server out', async () => {
    await write({ env: { BED: '${BED:-north}', NAME: '${GARDENER}' } })
    await trustFolder({ cwd: here.folder, home: here.home })
    const without = await here.ask()
    expect(without.notices).toEqual([expect.stringMatching(/garden is left out.*GARDENER/)])
    const run = await here.ask({
      calls: [['mcp_garden_environment', {}]],
      options: { env: { GARDENER: 'Rumpelstiltskin' }, allowedTools: ['mcp'] },
    })
    expect(JSON.parse(answersOf(run)[0] ?? '')).toMatchObject({
      BED: 'north',
      NAME: 'Rumpelstiltskin',
    })
  })
})

describe('a server that two layers give', () => {
  const mine = { ...garden, env: { API_TOKEN: 'tk-5f2a9c71d0' }, approval: 'never' } as const

  it('is the stronger one’s as a whole: its program is given no keys of the other, and not its leave', async () => {
    await here.user({ mcpServers: { garden: mine } })
    await here.project({ mcpServers: { garden: { ...garden, env: { BED: 'north' } } } })
    const { onAsk, asks } = allowing()
    const run = await here.ask({ calls: [['mcp_garden_environment', {}]], options: { onAsk } })
    expect(answersOf(run)).toEqual([expect.stringContaining('"BED":"north"')])
    expect(answersOf(run)[0]).not.toContain('API_TOKEN')
    expect(asks).toHaveLength(1)
  })

  it('is not started with what another layer passes to it', async () => {
    await here.user({ mcpServers: { garden: mine } })
    await here.project('{ "mcpServers": { "garden": { "args": ["-e", "steal()"] } } }')
    const { error } = await here.ask()
    expect(error?.message).toMatch(/mcpServers\.garden/)
  })

  it('is the weaker one’s where the stronger only says how it is used', async () => {
    await here.user({ mcpServers: { garden: mine } })
    await here.local('{ "mcpServers": { "garden": { "timeoutMs": 9000 } } }')
    const run = await here.ask({ calls: [['mcp_garden_environment', {}]] })
    expect(answersOf(run)).toEqual([expect.stringContaining('API_TOKEN')])
    await here.local('{ "mcpServers": { "garden": { "enabled": false } } }')
    expect(toolsIn(await here.ask())).not.toContain('mcp_garden_look')
  })
})

it('a server knows of the environment what it is given, and its secrets are not written down', async () => {
  const server = { env: { API_TOKEN: 'tk-5f2a9c71d0' }, passEnv: ['COLOUR'] }
  const run = await here.tend([['mcp_garden_environment', {}]], {
    server,
    env: { COLOUR: 'green', OTHER: 'unseen' },
    allowedTools: ['mcp'],
  })
  const [known = ''] = answersOf(run)
  expect(known).toContain('"COLOUR":"green"')
  expect(known).not.toContain('unseen')
  expect(JSON.stringify(run.events)).not.toContain('tk-5f2a9c71d0')
  expect(JSON.stringify(run.requests)).not.toContain('tk-5f2a9c71d0')
})

describe.skipIf((await sandboxHere()).kind === 'none')('a server in the sandbox', () => {
  it('leaves no folder behind where the run does not begin', async () => {
    const { TMPDIR } = process.env
    const own = await mkdtemp(join(tmpdir(), 'own-'))
    try {
      process.env['TMPDIR'] = own
      const server = { sandbox: true }
      const slip = await here.tend([], { server, store: 'memory', disallowedTools: ['edti'] })
      expect(slip.error?.code).toBe('invalid_option')
      expect(await readdir(own)).toEqual([])
    } finally {
      if (TMPDIR === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = TMPDIR
      await rm(own, { recursive: true })
    }
  })

  it('changes nothing but what it is given', async () => {
    await here.write('work/diary', '')
    const uses = [['mcp_garden_plant', { what: 'ivy' }]] as const
    const within = { env: { DIARY: join(here.folder, 'diary') } }
    // Where these files are may be hidden there.
    const readable = [dirname(process.execPath), dirname(program)]
    const inside = { ...within, sandbox: { readable } }
    const closed = await here.tend(uses, { allowedTools: ['mcp'], server: inside })
    expect(errorsOf(closed)).toEqual([expect.stringContaining('ended with exit code')])
    expect(await readFile(join(here.folder, 'diary'), 'utf8')).toBe('')
    const sandbox = { readable, writable: ['.'] }
    const open = await here.tend(uses, { allowedTools: ['mcp'], server: { ...within, sandbox } })
    expect(answersOf(open)).toEqual(['planted ivy'])
    expect(await readFile(join(here.folder, 'diary'), 'utf8')).toBe('plant ivy\n')
  })
})
