// A server of the Model Context Protocol at an address that wants a login, and gives it itself. Its one tool says who asks.
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

export interface GuardedServer extends AsyncDisposable {
  url: string
  /** Every token that it gave. */
  given: string[]
}

export async function guardedServer(): Promise<GuardedServer> {
  const given: string[] = []
  const codes = new Map<string, string>()
  let origin = ''
  const json = (response: ServerResponse, body: object, status = 200, headers = {}) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body))
  const resource = () => ({
    resource: `${origin}/mcp`,
    authorization_servers: [origin],
    scopes_supported: ['read'],
  })
  const metadata = () => ({
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    registration_endpoint: `${origin}/register`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
  })
  const authorize = (asked: URL, response: ServerResponse) => {
    const code = randomUUID()
    codes.set(code, asked.searchParams.get('code_challenge') ?? '')
    const back = new URL(asked.searchParams.get('redirect_uri') ?? '')
    back.searchParams.set('code', code)
    back.searchParams.set('state', asked.searchParams.get('state') ?? '')
    response.writeHead(302, { location: back.href }).end()
  }
  const token = (params: URLSearchParams, response: ServerResponse) => {
    const verifier = createHash('sha256').update(params.get('code_verifier') ?? '')
    if (codes.get(params.get('code') ?? '') !== verifier.digest('base64url'))
      return json(response, { error: 'invalid_grant' }, 400)
    const access = `at-${randomUUID()}`
    given.push(access)
    return json(response, { access_token: access, token_type: 'Bearer', expires_in: 3600 })
  }
  const speak = async (request: IncomingMessage, response: ServerResponse) => {
    const authorization = request.headers.authorization ?? ''
    if (!given.some((one) => authorization === `Bearer ${one}`)) {
      const where = `Bearer resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`
      return json(response, { error: 'unauthorized' }, 401, { 'www-authenticate': where })
    }
    const { id, method } = JSON.parse((await text(request)) || '{}')
    if (id === undefined) return response.writeHead(202).end()
    const result = answers(authorization)[method]
    const error = { code: -32_601, message: 'Method not found' }
    return json(response, { jsonrpc: '2.0', id, ...(result ? { result } : { error }) })
  }
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', origin)
    const path = asked.pathname
    if (path === '/mcp') return void speak(request, response)
    if (path.startsWith('/.well-known/oauth-protected-resource')) return json(response, resource())
    if (path.startsWith('/.well-known/')) return json(response, metadata())
    if (path === '/authorize') return authorize(asked, response)
    return void text(request).then((body) =>
      path === '/register'
        ? json(response, { ...JSON.parse(body), client_id: 'harness-here' }, 201)
        : token(new URLSearchParams(body), response),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  return {
    url: `${origin}/mcp`,
    given,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const answers = (authorization: string): Record<string, object> => ({
  initialize: {
    protocolVersion: '2025-11-25',
    capabilities: { tools: {} },
    serverInfo: { name: 'guarded', version: '1.0.0' },
  },
  'tools/list': {
    tools: [{ name: 'whoami', description: 'Who asks.', inputSchema: { type: 'object' } }],
  },
  'tools/call': { content: [{ type: 'text', text: `You said ${authorization}` }] },
})
