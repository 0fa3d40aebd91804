import { McpServer } from '@modelcontextprotocol/server'
import { expect, it } from 'vitest'
import { Connections } from './connections.ts'

const makeServer = () => new McpServer({ name: 'test', version: '1' })

const headers = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
}
const post = (message: object, id?: string) =>
  new Request('http://127.0.0.1/mcp', {
    method: 'POST',
    headers: { ...headers, ...(id !== undefined && { 'mcp-session-id': id }) },
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  })

const clientInfo = { name: 'test', version: '1' }
const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo }

/** Reads the whole answer, as a client would. */
async function ask(connections: Connections, request: Request) {
  const { response, written } = await connections.handle(request)
  await response.text()
  written()
  return response
}

const connect = async (connections: Connections) => {
  const { status, headers: told } = await ask(
    connections,
    post({ id: 1, method: 'initialize', params }),
  )
  return { status, id: told.get('mcp-session-id') ?? '' }
}
const ping = async (connections: Connections, id: string) =>
  (await ask(connections, post({ id: 2, method: 'ping' }, id))).status

it('lets go of a client that is silent for too long, not of one that listens', async () => {
  const connections = new Connections(makeServer, { most: 8, silenceMs: 50, lookMs: 10 })
  const silent = await connect(connections)
  const listening = await connect(connections)
  const get = new Request('http://127.0.0.1/mcp', {
    headers: { accept: 'text/event-stream', 'mcp-session-id': listening.id },
  })
  const { response, written } = await connections.handle(get)
  expect(response.status).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(await ping(connections, silent.id)).toBe(404)
  expect(await ping(connections, listening.id)).toBe(200)
  await response.body?.cancel()
  written()
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(await ping(connections, listening.id)).toBe(404)
  await connections.end()
})

it('refuses one more where every one is being answered', async () => {
  const connections = new Connections(makeServer, { most: 2, silenceMs: 60_000, lookMs: 60_000 })
  const first = await connect(connections)
  const get = new Request('http://127.0.0.1/mcp', {
    headers: { accept: 'text/event-stream', 'mcp-session-id': first.id },
  })
  const { response, written } = await connections.handle(get)
  const second = await connect(connections)
  const third = await connect(connections)
  expect(third.status).toBe(200)
  expect(await ping(connections, second.id)).toBe(404)
  const other = await connections.handle(
    new Request(get.url, { headers: { accept: 'text/event-stream', 'mcp-session-id': third.id } }),
  )
  expect((await connect(connections)).status).toBe(503)
  await connections.end()
  await response.text()
  await other.response.text()
  written()
  other.written()
})

it('begins nothing for a request that begins no connection', async () => {
  const connections = new Connections(makeServer, { most: 1, silenceMs: 60_000, lookMs: 60_000 })
  for (let count = 0; count < 3; count += 1)
    expect((await ask(connections, post({ id: 1, method: 'ping' }))).status).toBe(400)
  expect((await connect(connections)).status).toBe(200)
  await connections.end()
})
