import { expect, test } from 'vitest'
import { httpServer, json, type Answer } from '../__fixtures__/http-server.ts'
import { hostile, serverStage } from '../__fixtures__/server-stage.ts'

const { signal } = new AbortController()
const modern = { resultType: 'complete', ttlMs: 0, cacheScope: 'private' }

/** A server of the newer protocol at an address, with these tools. */
const modernServer =
  (tools: unknown[]): Answer =>
  ({ message }, response) => {
    const answers: Record<string, object> = {
      'server/discover': { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } },
      'tools/list': { tools },
      'tools/call': { content: [{ type: 'text', text: 'gone' }] },
    }
    json(response, message.id, { ...modern, ...answers[message.method] })
  }

const go = { name: 'go', inputSchema: { type: 'object' } }
const marked = (header: unknown, type = 'string') => ({
  type: 'object',
  properties: {
    place: { type: 'object', properties: { region: { type, 'x-mcp-header': header } } },
  },
})

/** A server of the older protocol that answers the question of the newer one its own way. */
const olderServer =
  (asked: Answer): Answer =>
  (heard, response) => {
    const { method, message } = heard
    if (method !== 'POST') return void response.writeHead(405).end()
    if (message.id === undefined) return void response.writeHead(202).end()
    if (message.method === 'server/discover') return asked(heard, response)
    const serverInfo = { name: 'older', version: '1' }
    const hello = { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo }
    json(response, message.id, message.method === 'initialize' ? hello : { tools: [go] })
  }

const methodsOf = ({ heard }: { heard: { message: any }[] }) =>
  heard.map(({ message }) => message?.method)

test('a program of today is greeted as ever, and asked nothing else before', async () => {
  await using stage = serverStage(hostile('stderr'))
  await stage.tools()
  expect(stage.servers.status()).toMatchObject([{ state: 'ready', protocol: '2025-06-18' }])
})

test('a program that knows the newer protocol only is spoken to in that', async () => {
  await using stage = serverStage(hostile('modern'))
  expect(await stage.use('echo', { a: 1 })).toMatchObject({ kind: 'done', text: '{"a":1}' })
  const status = { protocol: '2026-07-28', info: { name: 'modern' } }
  expect(stage.servers.status()).toMatchObject([status])
})

test('it tells of changes too, when it is asked to', async () => {
  const changed: string[] = []
  await using stage = serverStage(hostile('modern'), {
    changed: (server) => void changed.push(server),
  })
  await stage.tools()
  await expect.poll(() => changed).toEqual(['one'])
})

test('one that breaks off telling is asked again, and may have changed meanwhile', async () => {
  const changed: string[] = []
  const usual = modernServer([go])
  await using server = await httpServer((heard, response) => {
    const { id, method } = heard.message
    const tools = { listChanged: true }
    const discovered = { ...modern, supportedVersions: ['2026-07-28'], capabilities: { tools } }
    if (method === 'server/discover') return json(response, id, discovered)
    if (method !== 'subscriptions/listen') return usual(heard, response)
    const meta = { 'io.modelcontextprotocol/subscriptionId': id }
    const params = { _meta: meta, notifications: { toolsListChanged: true } }
    const ack = { jsonrpc: '2.0', method: 'notifications/subscriptions/acknowledged', params }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`data: ${JSON.stringify(ack)}\n\n`)
    if (asked() === 1) response.end()
  })
  const asked = () => methodsOf(server).filter((method) => method === 'subscriptions/listen').length
  await using stage = serverStage(
    { url: server.url },
    { changed: (name) => void changed.push(name) },
  )
  await stage.tools()
  await expect.poll(() => changed, { timeout: 5000 }).toEqual(['one'])
  expect(asked()).toBe(2)
})

test('at an address the newer protocol is spoken where it is known', async () => {
  await using server = await httpServer(modernServer([go]))
  await using stage = serverStage({ url: server.url })
  expect(await stage.use('go')).toMatchObject({ kind: 'done', text: 'gone' })
  expect(methodsOf(server)).toEqual(['server/discover', 'tools/list', 'tools/call'])
})

test('a server that stumbles over the question of the newer protocol is greeted as ever', async () => {
  const stumbles: Answer[] = [
    ({ message }, to) => json(to, message.id, {}),
    (_, to) => to.writeHead(400).end('Bad Request: no session'),
    (_, to) => to.writeHead(500).end(),
    (_, to) => to.writeHead(200, { 'content-type': 'text/html' }).end('Welcome!'),
    () => undefined,
  ]
  for (const stumble of stumbles) {
    await using server = await httpServer(olderServer(stumble))
    await using stage = serverStage({ url: server.url, timeoutMs: 2000 })
    expect((await stage.servers.tools({ signal })).faults).toEqual([])
    expect(stage.servers.status()).toMatchObject([{ protocol: '2025-06-18' }])
  }
})

test('one bad tool of the newer protocol leaves the others', async () => {
  const bad = [{ name: 'no-schema' }, { name: 'text', inputSchema: { type: 'string' } }, 7]
  await using server = await httpServer(modernServer([...bad, go]))
  await using stage = serverStage({ url: server.url })
  const { faults, tools } = await stage.servers.tools({ signal })
  expect(tools.map(({ name }) => name)).toEqual(['mcp_one_go', 'mcp_one_status'])
  expect(faults).toMatchObject(bad.map(() => ({ level: 'warning', code: 'bad_tool' })))
})

test('one part of an answer that is not known leaves the others', async () => {
  const content = [{ type: 'hologram' }, { type: 'text', text: 'seen' }]
  const usual = modernServer([go])
  await using server = await httpServer((heard, response) => {
    if (heard.message.method !== 'tools/call') return usual(heard, response)
    // Nor does it say that this is all.
    json(response, heard.message.id, { content })
  })
  await using stage = serverStage({ url: server.url })
  const { kind, text } = await stage.use('go')
  expect(kind).toBe('done')
  expect(text).toBe('[content of the type hologram is left out]\nseen')
})

test('arguments that a schema marks go into headers', async () => {
  await using server = await httpServer(modernServer([{ ...go, inputSchema: marked('Region') }]))
  await using stage = serverStage({ url: server.url })
  await stage.use('go', { place: { region: 'Zürich' } })
  const header = `=?base64?${Buffer.from('Zürich').toString('base64')}?=`
  expect(server.heard.at(-1)!.headers['mcp-param-region']).toBe(header)
})

test('what a server of the newer protocol refuses with a status is refused, and the server stays', async () => {
  const error = { code: -32601, message: 'Method not found' }
  const usual = modernServer([go])
  await using server = await httpServer((heard, response) => {
    if (heard.message.method !== 'tools/call') return usual(heard, response)
    const body = JSON.stringify({ jsonrpc: '2.0', id: heard.message.id, error })
    response.writeHead(404, { 'content-type': 'application/json' }).end(body)
  })
  await using stage = serverStage({ url: server.url })
  expect(await stage.use('go')).toMatchObject({ kind: 'failed', code: 'refused' })
  expect(await stage.use('go')).toMatchObject({ kind: 'failed', code: 'refused' })
  expect(methodsOf(server).filter((method) => method === 'server/discover')).toHaveLength(1)
})

test('a tool that marks what fits into no header is left out', async () => {
  const schemas = [marked(''), marked('a b'), marked(7), marked('Region', 'object')]
  const bad = schemas.map((inputSchema, at) => ({ name: `bad-${at}`, inputSchema }))
  await using server = await httpServer(modernServer([...bad, go]))
  await using stage = serverStage({ url: server.url })
  const { faults, tools } = await stage.servers.tools({ signal })
  expect(tools.map(({ name }) => name)).toEqual(['mcp_one_go', 'mcp_one_status'])
  expect(faults).toHaveLength(bad.length)
})
