// A server that wants a login, and the authorization server that gives it, both on this machine; and what may be wrong with them.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { serverStage } from '../../__fixtures__/server-stage.ts'
import {
  mcpLogin,
  type McpHost,
  type McpLoginOptions,
  type McpOAuthSettings,
  type McpVault,
} from '../../index.ts'

export interface Misdeeds {
  /** What the server says of itself, and what its authorization server does, instead of what is right. */
  resource?(right: any): object
  metadata?(right: any): object
  /** Where a browser is sent to. */
  authorize?(right: URL): URL
  token?(right: any, params: URLSearchParams): { status?: number; body: object }
  /** Answers metadata itself. */
  answer?(response: ServerResponse): void
  /** It is of the version 2025-03-26: it gives rights itself, and has no metadata of its own. */
  isOld?: boolean
  /** It asks for no login. */
  isOpen?: boolean
  /** Rights that a call needs. */
  callScope?: string
  expiresIn?: number
  oauth?(issuer: string): McpOAuthSettings
  environment?: Record<string, string>
  vault?: McpVault
}

interface Heard {
  path: string
  params: URLSearchParams
  authorization: string | undefined
}

async function listening(answer: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return { server, origin: `http://127.0.0.1:${port}` }
}

const json = (response: ServerResponse, body: object, status = 200, headers = {}) =>
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(body))

export const memoryVault = (kept = new Map<string, string>()): McpVault => ({
  read: async (key) => kept.get(key),
  write: async (key, value) => void (value === undefined ? kept.delete(key) : kept.set(key, value)),
})

/** What a browser does whose person agrees. */
export const agree = async (address: string): Promise<void> => {
  await (await fetch(address)).text()
}

export async function loginStage(misdeeds: Misdeeds = {}) {
  const heard: Heard[] = []
  const granted = new Map<string, string>()
  let challenge = ''
  let given = 0
  let refresh = ''

  function give(scope: string) {
    given += 1
    const access = `access-secret-${given}`
    refresh = `refresh-secret-${given}`
    granted.set(access, scope)
    const { expiresIn } = misdeeds
    return {
      access_token: access,
      refresh_token: refresh,
      token_type: 'Bearer',
      scope,
      ...(expiresIn !== undefined && { expires_in: expiresIn }),
    }
  }

  function tokensFor(params: URLSearchParams): { status?: number; body: object } {
    if (params.get('grant_type') === 'refresh_token') {
      if (params.get('refresh_token') !== refresh)
        return { status: 400, body: { error: 'invalid_grant' } }
      return { body: give(granted.get(`access-secret-${given}`) ?? 'basic') }
    }
    if (params.get('grant_type') === 'client_credentials') {
      const { refresh_token: _, ...tokens } = give(params.get('scope') ?? '')
      return { body: tokens }
    }
    const verifier = createHash('sha256').update(params.get('code_verifier')!).digest('base64url')
    const isBound = verifier === challenge && params.get('code') === 'code-secret'
    const scope = heard.findLast(({ path }) => path === '/authorize')!.params.get('scope') ?? ''
    return isBound ? { body: give(scope) } : { status: 400, body: { error: 'invalid_grant' } }
  }

  const asAuthority = async (request: IncomingMessage, response: ServerResponse) => {
    const origin = misdeeds.isOld ? resource.origin : authority.origin
    const { pathname, searchParams } = new URL(request.url!, origin)
    const body = await text(request)
    const params = pathname === '/token' ? new URLSearchParams(body) : searchParams
    heard.push({ path: pathname, params, authorization: request.headers.authorization })
    if (pathname.startsWith('/.well-known/')) {
      if (misdeeds.answer) return misdeeds.answer(response)
      if (!pathname.endsWith('oauth-authorization-server')) return response.writeHead(404).end()
      const right = {
        issuer: origin,
        authorization_endpoint: `${origin}/authorize`,
        token_endpoint: `${origin}/token`,
        registration_endpoint: `${origin}/register`,
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: ['none'],
      }
      return json(response, misdeeds.metadata?.(right) ?? right)
    }
    if (pathname === '/register') {
      return json(response, { ...JSON.parse(body), client_id: 'registered' }, 201)
    }
    if (pathname === '/authorize') {
      challenge = params.get('code_challenge')!
      const back = new URL(params.get('redirect_uri')!)
      back.searchParams.set('state', params.get('state')!)
      back.searchParams.set('code', 'code-secret')
      return response.writeHead(302, { location: (misdeeds.authorize?.(back) ?? back).href }).end()
    }
    const right = tokensFor(params)
    const { status, body: tokens } = misdeeds.token?.(right.body, params) ?? right
    return json(response, tokens, status)
  }
  const authority = await listening(asAuthority)

  const resource = await listening(async (request, response) => {
    if (misdeeds.isOld && !request.url!.startsWith('/mcp')) return asAuthority(request, response)
    const body = await text(request)
    const { origin } = resource
    if (request.url!.startsWith('/.well-known/')) {
      if (!request.url!.endsWith('/mcp')) return response.writeHead(404).end()
      const right = { resource: `${origin}/mcp`, authorization_servers: [authority.origin] }
      return json(response, misdeeds.resource?.(right) ?? right)
    }
    if (request.method !== 'POST') return response.writeHead(405).end()
    const { id, method } = JSON.parse(body)
    const scope = granted.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
    const metadata = `resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`
    const refuse = (status: number, words: string) =>
      response.writeHead(status, { 'www-authenticate': `Bearer ${words}, ${metadata}` }).end()
    if (scope === undefined && !misdeeds.isOpen) return refuse(401, 'scope="basic"')
    const { callScope } = misdeeds
    if (method === 'tools/call' && callScope && !scope?.split(' ').includes(callScope)) {
      return refuse(403, `error="insufficient_scope", scope="${callScope}"`)
    }
    const answers: Record<string, object> = {
      'server/discover': { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } },
      'tools/list': { tools: [{ name: 'go', inputSchema: { type: 'object' } }] },
      'tools/call': { content: [{ type: 'text', text: 'gone' }] },
    }
    const result = { resultType: 'complete', ttlMs: 0, cacheScope: 'private', ...answers[method] }
    return json(response, { jsonrpc: '2.0', id, result })
  })

  const kept = new Map<string, string>()
  const vault = misdeeds.vault ?? memoryVault(kept)
  const settings = {
    url: `${resource.origin}/mcp`,
    timeoutMs: 5000,
    ...(misdeeds.oauth && { oauth: misdeeds.oauth(authority.origin) }),
  }
  return {
    settings,
    vault,
    heard,
    issuer: authority.origin,
    /** What was asked of the authorization server there. */
    asked: (path: string) => heard.filter((one) => one.path === path).map(({ params }) => params),
    /** What the vault holds. */
    kept: async () => JSON.parse((await vault.read(settings.url)) ?? '{}'),
    login: (more: Partial<McpLoginOptions> = {}) =>
      mcpLogin('one', settings, {
        vault,
        open: agree,
        signal: new AbortController().signal,
        timeoutMs: 10_000,
        ...more,
      }),
    connect: (more: Partial<McpHost> = {}) =>
      serverStage(settings, { vault, environment: misdeeds.environment ?? {}, ...more }),
    /** The server takes nothing any more that was given until now. */
    forget: () => granted.clear(),
    async [Symbol.asyncDispose]() {
      for (const { server } of [authority, resource]) {
        server.closeAllConnections()
        server.close()
        await once(server, 'close')
      }
    },
  }
}
