import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { httpServer, json, type Answer } from '../__fixtures__/http-server.ts'
import { serverStage } from '../__fixtures__/server-stage.ts'
import { mcpLogin } from '../index.ts'
import { agree, memoryVault } from '../login/__fixtures__/login-stage.ts'

const { signal } = new AbortController()

/** Hello, one tool, and `called` for its calls. */
const usual =
  (called: Answer): Answer =>
  (heard, response) => {
    const { message, method } = heard
    if (method === 'GET') return void response.writeHead(405).end()
    if (message?.id === undefined) return void response.writeHead(202).end()
    if (message.method === 'initialize') {
      return void json(
        response,
        message.id,
        {
          protocolVersion: '2025-06-18',
          capabilities: { tools: {} },
          serverInfo: { name: 'http', version: '1' },
        },
        { 'mcp-session-id': 's' },
      )
    }
    if (message.method === 'tools/list') {
      const tools = [{ name: 'go', inputSchema: { type: 'object' } }]
      return void json(response, message.id, { tools })
    }
    if (message.method === 'tools/call') return called(heard, response)
    const error = { code: -32601, message: 'Method not found' }
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ jsonrpc: '2.0', id: message.id, error }))
  }

const went = { content: [{ type: 'text', text: 'gone' }] }

test('headers are sent with every request', async () => {
  await using server = await httpServer(usual(({ message }, to) => json(to, message.id, went)))
  await using stage = serverStage({ url: server.url, headers: { authorization: 'Bearer t' } })
  expect(await stage.use('go')).toMatchObject({ kind: 'done', text: 'gone' })
  expect(server.heard.length).toBeGreaterThan(3)
  for (const { headers } of server.heard) expect(headers.authorization).toBe('Bearer t')
})

test('closing ends the session', async () => {
  await using server = await httpServer(usual(({ message }, to) => json(to, message.id, went)))
  await using stage = serverStage({ url: server.url })
  await stage.use('go')
  await stage.servers.close()
  expect(server.heard.at(-1)).toMatchObject({
    method: 'DELETE',
    headers: { 'mcp-session-id': 's' },
  })
})

test('one that wants credentials is told of as that', async () => {
  await using server = await httpServer((_, response) => void response.writeHead(401).end())
  await using stage = serverStage({ url: server.url })
  const { faults } = await stage.servers.tools({ signal })
  expect(faults).toMatchObject([{ code: 'unauthorized' }])
  expect(faults[0]!.message).toContain('headers')
})

test('one that speaks another version, or no JSON, does not speak the protocol', async () => {
  const hello = {
    protocolVersion: '1066',
    capabilities: {},
    serverInfo: { name: 'x', version: '1' },
  }
  const answers: Answer[] = [
    ({ message }, to) => json(to, message?.id, hello),
    (_, to) => to.writeHead(200, { 'content-type': 'application/json' }).end('{'),
    (_, to) => to.writeHead(200, { 'content-type': 'text/html' }).end('Welcome!'),
  ]
  for (const answer of answers) {
    await using server = await httpServer(answer)
    await using stage = serverStage({ url: server.url })
    expect((await stage.servers.tools({ signal })).faults).toMatchObject([{ code: 'protocol' }])
  }
})

test('one that nobody answers for is unreachable', async () => {
  const server = await httpServer(() => undefined)
  await server[Symbol.asyncDispose]()
  await using stage = serverStage({ url: server.url })
  const { faults } = await stage.servers.tools({ signal })
  expect(faults).toMatchObject([{ code: 'unreachable' }])
  expect(faults[0]!.message).toContain('ECONNREFUSED')
})

test('one that never answers is given up in its time', async () => {
  await using server = await httpServer(() => undefined)
  await using stage = serverStage({ url: server.url, timeoutMs: 300 })
  expect((await stage.servers.tools({ signal })).faults).toMatchObject([{ code: 'timeout' }])
})

test('a redirect to another origin is not followed', async () => {
  await using other = await httpServer(usual(({ message }, to) => json(to, message.id, went)))
  await using server = await httpServer(
    (_, response) => void response.writeHead(307, { location: other.url }).end(),
  )
  await using stage = serverStage({ url: server.url, headers: { authorization: 'Bearer t' } })
  expect((await stage.servers.tools({ signal })).faults).toMatchObject([{ code: 'http_error' }])
  expect(other.heard).toEqual([])
})

test('a password in an address is not told of, and goes nowhere', async () => {
  await using server = await httpServer(usual(({ message }, to) => json(to, message.id, went)))
  const url = server.url.replace('//', '//name:secret@')
  for (const type of ['http', 'sse'] as const) {
    await using stage = serverStage({ url, type })
    const { faults } = await stage.servers.tools({ signal })
    expect(faults).toMatchObject([{ code: 'unauthorized' }])
    expect(faults[0]!.message).toContain('headers')
    expect(JSON.stringify([faults, stage.servers.status()])).not.toContain('secret')
  }
  const outcome = await mcpLogin('one', { url }, { vault: memoryVault(), open: agree, signal })
  expect(outcome).toMatchObject({ kind: 'failed', code: 'untrusted' })
  expect(JSON.stringify(outcome)).not.toContain('secret')
  expect(server.heard).toEqual([])
})

test('a session that a server forgot is a failure, and the next call has a new one', async () => {
  let forgets = true
  await using server = await httpServer(
    usual(({ message }, response) => {
      if (forgets) {
        forgets = false
        response.writeHead(404).end()
      } else json(response, message.id, went)
    }),
  )
  await using stage = serverStage({ url: server.url })
  expect(await stage.use('go')).toMatchObject({ kind: 'failed', code: 'server_ended' })
  expect(await stage.use('go')).toMatchObject({ kind: 'done', text: 'gone' })
  expect(server.heard.filter(({ message }) => message?.method === 'initialize')).toHaveLength(2)
})

test('a stream that breaks off at once is asked for with pauses, whatever its server wants', async () => {
  for (const retry of ['0', '99999999999']) {
    const answer = usual(({ message }, to) => json(to, message.id, went))
    await using server = await httpServer((heard, response) => {
      if (heard.method !== 'GET') return answer(heard, response)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(`retry: ${retry}\nid: 1\n\n`)
    })
    await using stage = serverStage({ url: server.url })
    await stage.use('go')
    await sleep(300)
    expect(server.heard.filter(({ method }) => method === 'GET')).toHaveLength(1)
  }
})

test('an answer without an end is cut off', async () => {
  await using server = await httpServer(
    usual((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const chunk = Buffer.alloc(1 << 20, 'x')
      const more = () => void response.write(chunk, (error) => error ?? more())
      more()
    }),
  )
  await using stage = serverStage({ url: server.url })
  expect(await stage.use('go')).toMatchObject({ kind: 'failed', code: 'server_flood' })
})

test('an event without an end is cut off', async () => {
  let sent = 0
  const closed = Promise.withResolvers<void>()
  await using server = await httpServer(
    usual((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.once('close', closed.resolve)
      const chunk = `data: ${'x'.repeat(1 << 20)}\n`
      const more = () => {
        sent += chunk.length
        response.write(chunk, (error) => error ?? more())
      }
      more()
    }),
  )
  await using stage = serverStage({ url: server.url })
  expect(await stage.use('go')).toMatchObject({ kind: 'failed', code: 'server_flood' })
  await closed.promise
  expect(sent).toBeLessThan(64 * 1024 * 1024)
})
