import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Answer, type Endpoint } from './__fixtures__/endpoint.ts'
import { connect, kinds, type Connected } from './__fixtures__/mcp-clients.ts'

const garden = new URL('../../sdk/src/__fixtures__/garden-server.ts', import.meta.url).pathname
const [kind] = kinds

let model: Endpoint
beforeAll(async () => {
  model = await endpoint(({ body }): Answer => {
    const last = body.messages.at(-1)
    return last?.role === 'user' && JSON.stringify(last.content).includes('write')
      ? { calls: [['write_file', { path: 'new.txt', content: 'new' }]] }
      : { text: 'done' }
  })
})
afterAll(() => model.close())

let here: Place
let open: Connected[]
beforeEach(async () => {
  here = await place()
  open = []
})
afterEach(async () => {
  await Promise.all(open.map((one) => one.end()))
  await here.remove()
})

async function serve(...more: string[]): Promise<Connected['run']> {
  const args = ['--base-url', model.url, '--model', 'test', '--permission-mode', 'trust', ...more]
  const connected = await connect(here, { kind, args })
  open.push(connected)
  return connected.run
}

async function write(path: string, content: object): Promise<void> {
  const file = join(here.workspace, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify(content))
}

describe('what the folder that is served does not allow', () => {
  const refusing = { permissions: { deny: ['write_file'] } }
  const trust = () => here.run(['trust'])

  it('is not allowed in a folder below it either', async () => {
    await write('.harness/config.jsonc', refusing)
    await mkdir(join(here.workspace, '.git'))
    await mkdir(join(here.workspace, 'sub'))
    await trust()
    const run = await serve()
    for (const cwd of ['.', 'sub'])
      expect(await run({ prompt: 'write', cwd })).toMatchObject({ denied: [expect.anything()] })
  })

  it('keeps clients out of folders that have rules of their own instead', async () => {
    await write('.harness/config.jsonc', refusing)
    await write('sub/package.json', {})
    await write('own/.harness/config.jsonc', {})
    await write('repository/.git/config', {})
    await trust()
    const run = await serve()
    for (const cwd of ['sub', 'own', 'repository'])
      expect({ cwd, ...(await run({ prompt: 'write', cwd })) }).toMatchObject({
        cwd,
        refused: expect.stringContaining('do not hold in'),
      })
  })

  it('keeps them out of sessions that somebody began there', async () => {
    await mkdir(join(here.workspace, 'sub'))
    const begin = ['--base-url', model.url, '--model', 'test', '-C', 'sub', '-o', 'json', 'hi']
    const { sessionId: session } = JSON.parse((await here.run(begin)).stdout)
    const run = await serve()
    expect(await run({ prompt: 'hi', session })).toMatchObject({ reason: 'done' })
    await write('.harness/config.jsonc', refusing)
    await trust()
    expect((await run({ prompt: 'write', session })).refused).toContain('do not hold in')
  })

  it('is not allowed by the name that a file has from another folder', async () => {
    await mkdir(join(here.workspace, 'secrets'))
    const rules = ['edit(secrets/**)', 'write_file(/**/secrets/*)', '*(**/secrets/**)']
    for (const rule of rules) {
      const run = await serve('--disallowed-tools', rule)
      const { refused } = await run({ prompt: 'write', cwd: 'secrets' })
      expect(refused).toContain(`deny ${rule} of --disallowed-tools counts from the folder`)
    }
    const rest = [
      'edit(**)',
      'edit(**/*.txt)',
      'shell(rm *)',
      'mcp(docs/*)',
      'web_fetch(x.example)',
    ]
    const permissions = { allowShell: ['npm test'], allowNetwork: ['x.example/**'] }
    await write('more.json', { permissions })
    const denying = rest.flatMap((rule) => ['--disallowed-tools', rule])
    const run = await serve('--config', 'more.json', ...denying)
    expect(await run({ prompt: 'write', cwd: 'secrets' })).toMatchObject({
      denied: [expect.anything()],
    })
  })

  it('keeps nobody out where there is nothing to go by', async () => {
    await write('own/.harness/config.jsonc', {})
    await write('.mcp.json', { mcpServers: {} })
    await trust()
    const run = await serve()
    expect(await run({ prompt: 'hi', cwd: 'own' })).toMatchObject({ reason: 'done' })
  })
})

describe('the words of a client', () => {
  it('fetch nothing from a server that the agent would be asked about', async () => {
    await write('garden.json', { mcpServers: { garden: { command: 'node', args: [garden] } } })
    const run = await serve('--config', 'garden.json', '--permission-mode', 'ask')
    for (const prompt of ['read @garden:garden://beds', '/mcp_garden_tend ivy']) {
      const from = model.requests.length
      expect(await run({ prompt })).toMatchObject({ reason: 'done' })
      const said = JSON.stringify(model.requests.slice(from).map(({ body }) => body.messages))
      expect(said).toContain(prompt)
      expect(said).not.toContain('all of garden')
      expect(said).not.toContain('Tend {')
    }
  })

  it('send the key of the model that was named to no other provider', async () => {
    const key = { LOCAL_OPENAI_BASE_URL: model.url, ACME_KEY: 'acme-secret' }
    here.env = { ...here.env, ...key, OLLAMA_BASE_URL: model.url }
    const connected = await connect(here, {
      kind,
      args: ['--model', 'local-openai/test', '--api-key-env', 'ACME_KEY'],
    })
    open.push(connected)
    const sent = async (input: object) => {
      const from = model.requests.length
      const { refused } = await connected.run({ prompt: 'hi', ...input })
      return refused ?? model.requests.slice(from).map(({ authorization }) => authorization)
    }
    expect(await sent({})).toEqual(['Bearer acme-secret'])
    expect(await sent({ model: 'local-openai/other' })).toEqual(['Bearer acme-secret'])
    for (const other of ['ollama/other', 'ollama', ' ,ollama/other'])
      expect(await sent({ model: other })).toContain('key of ACME_KEY is for')
  })
})
