import { connect as connectSocket, type Socket } from 'node:net'
import { request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { Client } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { httpTransport, serveHttp, token, until } from './__fixtures__/mcp-clients.ts'

let here: Place
let server: Awaited<ReturnType<typeof serveHttp>>
let port: number
beforeAll(async () => {
  here = await place()
  server = await serveHttp(here, [])
  port = Number(new URL(server.url).port)
})
afterAll(async () => {
  await server.end()
  await here.remove()
})

interface Sent {
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string
}

const bearer = { authorization: `Bearer ${token}` }
const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
const initialize = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'raw', version: '1' },
  },
})

/** Says just this, also what `fetch` would not. */
function send({ method = 'POST', path = '/mcp', headers = {}, body = initialize }: Sent) {
  return new Promise<{ status: number; headers: any; text: string }>((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece))
      const { statusCode: status = 0, headers: answered } = response
      response.on('close', () => resolve({ status, headers: answered, text }))
    })
    outgoing.on('error', reject)
    outgoing.end(method === 'GET' ? undefined : body)
  })
}

describe('a request', () => {
  it('is served with the token, and only with it', async () => {
    const good = await send({ headers: { ...bearer, ...json } })
    expect(good.status).toBe(200)
    expect(good.text).toContain('"protocolVersion":"2025-11-25"')
    const wrong = ['', 'Bearer', 'Bearer ', `Bearer ${token}x`, token, `Basic ${token}`, 'Bearer x']
    for (const authorization of wrong) {
      const bad = await send({ headers: { ...json, authorization } })
      expect({ ...bad, authorization }).toMatchObject({ status: 401 })
      expect(bad.headers['www-authenticate']).toBe('Bearer')
      expect(bad.text).not.toContain(token)
    }
    expect((await send({ headers: json })).status).toBe(401)
    expect((await send({ method: 'GET', headers: {} })).status).toBe(401)
  })

  it('is not served for a page that came here by another name', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      'localhost.evil.example',
      '127.0.0.1.x',
    ])
      expect({
        host,
        status: (await send({ headers: { ...bearer, ...json, host } })).status,
      }).toEqual({ host, status: 403 })
    for (const origin of [
      'http://evil.example',
      'null',
      'file://',
      'http://127.0.0.1.evil.example',
    ])
      expect({
        origin,
        status: (await send({ headers: { ...bearer, ...json, origin } })).status,
      }).toEqual({ origin, status: 403 })
    const ours = {
      ...bearer,
      ...json,
      host: `localhost:${port}`,
      origin: `http://localhost:${port}`,
    }
    expect((await send({ headers: ours })).status).toBe(200)
  })

  it('of another place, form or size is refused', async () => {
    const headers = { ...bearer, ...json }
    expect((await send({ path: '/', headers })).status).toBe(404)
    expect((await send({ headers, body: 'no json' })).status).toBe(400)
    expect((await send({ headers, body: '[]' })).status).toBe(400)
    expect((await send({ headers: { ...headers, 'content-type': 'text/plain' } })).status).toBe(415)
    for (const method of ['PUT', 'TRACE', 'OPTIONS', 'HEAD'])
      expect(await send({ method, headers })).toMatchObject({
        status: 405,
        headers: { allow: 'GET, POST, DELETE' },
      })
    const long = `"${'x'.repeat(5 * 1024 * 1024)}"`
    const told = await send({ headers, body: long }).catch(() => ({ status: 'cut' }))
    expect([413, 'cut']).toContain(told.status)
    const unknown = { ...headers, 'mcp-session-id': 'nobody' }
    expect((await send({ headers: unknown })).status).toBe(404)
    expect((await send({ headers })).status).toBe(200)
  })

  it("says the token also where it has another client's id", async () => {
    const transport = httpTransport(server.url)
    const client = new Client({ name: 'tests', version: '1' })
    await client.connect(transport)
    const headers = { ...json, 'mcp-session-id': transport.sessionId ?? '' }
    const body = JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/list', params: {} })
    expect(transport.sessionId).toMatch(/\w{8}/)
    expect((await send({ headers, body })).status).toBe(401)
    expect((await send({ headers: { ...headers, ...bearer }, body })).status).toBe(200)
    await transport.terminateSession()
    expect((await send({ headers: { ...headers, ...bearer }, body })).status).toBe(404)
    await client.close()
  })
})

describe('the server', () => {
  it('listens on the loopback alone', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((each = []) => each)
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address)
    for (const address of others) await expect(reached(address)).resolves.toBe(false)
    expect(await reached('127.0.0.1')).toBe(true)
  })

  it('lets go of the client silent longest, and refuses no new one', async () => {
    const first = await send({ headers: { ...bearer, ...json } })
    for (let count = 0; count < 40; count += 1)
      expect((await send({ headers: { ...bearer, ...json } })).status).toBe(200)
    const headers = { ...bearer, ...json, 'mcp-session-id': first.headers['mcp-session-id'] }
    const body = JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'ping' })
    expect((await send({ headers, body })).status).toBe(404)
  })

  it('waits for nobody who does not say what they want', async () => {
    const slow = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        const socket = await open()
        const auth = at % 2 ? `Authorization: Bearer ${token}\r\nContent-Length: 90\r\n\r\n{` : ''
        socket.resume().write(`POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n${auth}`)
        return socket
      }),
    )
    expect((await send({ headers: { ...bearer, ...json } })).status).toBe(200)
    await until(() => slow.filter((_, at) => at % 2 === 0).every(({ closed }) => closed))
    for (const socket of slow) socket.destroy()
  }, 30_000)

  it('says a token of its own where none is given, once, and not in its arguments', async () => {
    const started = here.start(['mcp', 'serve', '--http', '0'])
    await started.says('Serving http')
    const [, url, own] = /Serving (\S+) with the header "Authorization: Bearer (\S+)"/.exec(
      started.stderr(),
    )!
    expect(own).toMatch(/^[\w-]{43}$/)
    const client = new Client({ name: 'tests', version: '1' })
    await client.connect(httpTransport(url!, own))
    expect((await client.listTools()).tools).toHaveLength(4)
    await client.close()
    started.kill('SIGINT')
    const { code, stdout, stderr } = await started.ended
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
    expect(stderr.split(own!)).toHaveLength(2)
  })

  it('begins nothing with a token or a port that is none', async () => {
    const weak = await here.run(['mcp', 'serve', '--http'], { env: { HARNESS_MCP_TOKEN: 'short' } })
    expect(weak).toMatchObject({ code: 2, stdout: '' })
    expect(weak.stderr).not.toContain('short')
    expect((await here.run(['mcp', 'serve', '--http', '70000'])).code).toBe(2)
    expect((await here.run(['mcp', 'serve', '--http', 'x'])).code).toBe(2)
    const taken = await here.run(['mcp', 'serve', '--http', String(port)])
    expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining(`Port ${port}`) })
  })
})

const open = () =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connectSocket(port, '127.0.0.1', () => resolve(socket))
    socket.on('error', reject)
  })

const reached = (address: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connectSocket({ port, host: address, timeout: 1000 }, () => {
      socket.destroy()
      resolve(true)
    })
    for (const end of ['error', 'timeout'] as const) socket.on(end, () => resolve(false))
  })
