// Servers of configurations, tried out as a run would start them.
import { execFileSync } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ground, type Ground } from '../../__fixtures__/configured.ts'
import { addMcpServer, testMcpServers, type AddServerInput } from '../../index.ts'
import { sandboxHere } from '../../sandbox/sandbox-here.ts'

let here: Ground
beforeEach(async () => {
  here = await ground()
})
afterEach(() => here.remove())

const program = fileURLToPath(new URL('../../__fixtures__/garden-server.ts', import.meta.url))
const place = () => ({ cwd: here.folder, home: here.home })
const add = (name: string, server: AddServerInput['server']) =>
  addMcpServer({ ...place(), name, server })
/** The root among its arguments tells it from those of other tests. */
const garden = () => ({ command: process.execPath, args: [program, here.root] })
const test = (...names: string[]) => testMcpServers({ ...place(), names })
const isRunning = () =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .some((line) => line.includes(program) && line.includes(here.root))

/** A script of a server that answers so, and writes the file that CALLED names when a tool of it is called. */
const speaking = (answers: string) => `const answers = ${answers}
  require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const { id, method } = JSON.parse(line)
    if (method === 'tools/call') require('fs').writeFileSync(process.env.CALLED, 'x')
    const result = answers[method]
    if (id !== undefined && result) console.log(JSON.stringify({ jsonrpc: '2.0', id, result }))
  })`

describe('servers are tested', () => {
  it('side by side, and each says what it offers or what is wrong', async () => {
    const script = 'console.error("no such bed"); process.exit(3)'
    await add('garden', { ...garden(), trusted: true })
    await add('broken', { command: process.execPath, args: ['-e', script] })
    await add('off', { ...garden(), enabled: false })
    await add('lost', { command: 'x', env: { A: '${NOT_SET_ANYWHERE}' } })
    const found = Object.fromEntries((await test()).map(({ name, ...rest }) => [name, rest]))
    expect(found['garden']).toEqual({
      state: 'ready',
      trusted: true,
      sandbox: false,
      info: { name: 'garden', version: '1.0.0' },
      tools: expect.arrayContaining([
        { name: expect.stringMatching(/^mcp_+garden_+look$/), counts: 'reads' },
        { name: expect.stringMatching(/^mcp_+garden_+plant$/), counts: 'writes' },
      ]),
      resources: ['garden://beds'],
      prompts: ['tend(plant, how?)'],
      faults: [],
    })
    expect(found['garden']?.tools.length).toBeGreaterThan(5)
    expect(found['broken']).toMatchObject({
      state: 'failed',
      tools: [],
      faults: [
        { level: 'error', message: expect.stringContaining('exit code 3'), stderr: 'no such bed' },
      ],
    })
    expect(found['off']).toMatchObject({ state: 'disabled', faults: [] })
    expect(found['lost']).toMatchObject({
      state: 'failed',
      faults: [{ message: expect.stringContaining('NOT_SET_ANYWHERE') }],
    })
    expect(isRunning()).toBe(false)
  })

  it('by name, and one that is not trusted counts as writing', async () => {
    await add('garden', garden())
    await add('broken', { command: '/no/such/program' })
    const [only, ...more] = await test('garden')
    expect(more).toEqual([])
    expect(new Set(only?.tools.map(({ counts }) => counts))).toEqual(new Set(['writes']))
    expect(only?.resources).toEqual(['garden://beds'])
    await expect(test('gardn')).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringContaining('Did you mean garden?'),
    })
  })

  it('with the environment of a run, and secrets are not shown', async () => {
    const script =
      'console.error(Object.keys(process.env).join(), process.env.API_TOKEN); process.exit(3)'
    const env = { API_TOKEN: '${SEED}', COLOUR: 'green' }
    await add('garden', { command: process.execPath, args: ['-e', script], env })
    const [found] = await testMcpServers({
      ...place(),
      env: { SEED: 'tk-5f2a9c71d0', OTHER: 'unseen' },
    })
    const { stderr = '' } = found?.faults[0] ?? {}
    expect(stderr).toContain('COLOUR')
    expect(stderr).not.toContain('OTHER')
    expect(stderr).not.toContain('tk-5f2a9c71d0')
  })

  it('within their time, and nothing is left when nobody waits any more', async () => {
    const waits = ['-e', 'setInterval(() => {}, 1000)', program, here.root]
    await add('slow', { command: process.execPath, args: waits, timeoutMs: 300 })
    expect(await test()).toMatchObject([
      { state: 'failed', faults: [{ message: expect.stringContaining('timeoutMs') }] },
    ])
    expect(isRunning()).toBe(false)
    await add('long', { command: process.execPath, args: waits })
    const signal = AbortSignal.timeout(500)
    await expect(testMcpServers({ ...place(), signal })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
    expect(isRunning()).toBe(false)
  })

  it('to the end: one that ends while it is looked at has failed', async () => {
    const said = speaking(`{
      initialize: { protocolVersion: '2025-06-18', capabilities: { resources: {} }, serverInfo: { name: 's', version: '1' } },
    }`)
    const script = `${said}.on('line', (line) => { if (line.includes('resources/list')) process.exit(3) })`
    await add('frail', { command: process.execPath, args: ['-e', script] })
    const [found] = await test()
    expect(found).toMatchObject({ state: 'failed', tools: [], resources: null })
    expect(found?.faults.map(({ level }) => level).toSorted()).toEqual(['error', 'warning'])
  })

  it('whatever they call their own tools', async () => {
    // Names of ours, at the end of its list, without resources of its own.
    const said = speaking(`{
      initialize: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } },
      'tools/list': { tools: ['status', 'list_resources', 'read_resource'].map((name) => ({ name, inputSchema: { type: 'object' } })) },
    }`)
    const called = join(here.root, 'called')
    const server = { command: process.execPath, args: ['-e', said], env: { CALLED: called } }
    await add('sly', server)
    expect(await test()).toMatchObject([
      { state: 'ready', tools: [{}, {}, {}], resources: null, prompts: null },
    ])
    await expect(readFile(called)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('none, where there is none', async () => {
    expect(await test()).toEqual([])
  })
})

describe.skipIf((await sandboxHere()).kind === 'none')('a server in the sandbox is tested', () => {
  /** It calls itself after what it may do. Of the system: programs below a temporary folder are not seen in there. */
  const script = `(echo x > made) 2>&- && name=open || name=closed; read -r line
    echo '{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18","capabilities":{},"serverInfo":{"version":"1","name":"'$name'"}}}'
    cat > /dev/null`
  const server = { command: 'sh', args: ['-c', script] }

  it('in it, and nothing of that stays', async () => {
    const before = await readdir(tmpdir())
    await add('walled', { ...server, sandbox: true })
    await add('wider', { ...server, sandbox: { writable: ['.'] } })
    expect(await test()).toMatchObject([
      { name: 'walled', state: 'ready', sandbox: true, info: { name: 'closed' } },
      { name: 'wider', state: 'ready', sandbox: true, info: { name: 'open' } },
    ])
    expect(await readdir(here.folder)).toContain('made')
    const left = (await readdir(tmpdir())).filter((name) => !before.includes(name))
    expect(left.filter((name) => /^harness-\w{6}$/u.test(name))).toEqual([])
  })
})
