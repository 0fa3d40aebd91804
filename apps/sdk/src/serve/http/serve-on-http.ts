import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import {
  createMcpHandler,
  isLegacyRequest,
  type McpHttpHandler,
} from '@modelcontextprotocol/server'
import { SdkError } from '../../sdk-error.ts'
import { firstFew } from '../first-few.ts'
import { mcpServers } from '../mcp-server.ts'
import type { ServeHttp } from '../serve-mcp.ts'
import type { Serving } from '../serving.ts'
import { Connections } from './connections.ts'
import { endpoint, refusalOf } from './refusal.ts'
import { sendRefusal, sendResponse } from './send-response.ts'
import { webRequest } from './web-request.ts'

/** The only address: no other machine reaches it. */
const address = '127.0.0.1'

/** A client that is slow to say what it wants, or wants too much at once, is in nobody's way. */
const bounds = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 30_000,
  maxHeaderSize: 16 * 1024,
}
const mostSockets = 256
const mostSubscriptions = 32
const shortestToken = 16

/** Any number of clients, until the signal fires. Resolves when no run is under way any more. */
export async function serveOnHttp(
  serving: Serving,
  { port, token, onListening, signal }: ServeHttp & { signal: AbortSignal },
): Promise<void> {
  if (token.length < shortestToken) {
    const message = `A token of fewer than ${shortestToken} characters can be guessed: give a longer one.`
    throw new SdkError('invalid_option', message)
  }
  const makeServer = mcpServers(serving)
  const tell = firstFew(serving.notice)
  const onerror = (error: Error) => tell(`A client: ${error.message}`)
  const modern = createMcpHandler(() => makeServer('modern'), {
    legacy: 'reject',
    onerror,
    maxSubscriptions: mostSubscriptions,
  })
  const connections = new Connections(() => makeServer('legacy'))
  const server = createServer(bounds, (incoming, response) => {
    answer(incoming, response, { token, modern, connections }).catch((error: unknown) => {
      tell(`A request failed: ${error instanceof Error ? error.message : String(error)}`)
      response.destroy()
    })
  })
  server.maxConnections = mostSockets
  try {
    onListening?.(await listen(server, port))
    await fired(signal)
    // What is cancelled is told to the clients that are still there.
    await serving.runs.end()
    await setImmediate()
  } finally {
    await Promise.all([modern.close(), connections.end()])
    server.close()
    server.closeAllConnections()
  }
}

interface Answering {
  token: string
  modern: McpHttpHandler
  connections: Connections
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  { token, modern, connections }: Answering,
): Promise<void> {
  // A connection that breaks is told by its response.
  incoming.on('error', () => undefined)
  const refusal = refusalOf(incoming, token)
  if (refusal) return sendRefusal(response, refusal)
  const request = await webRequest(incoming, response)
  if (!request) return sendRefusal(response, { status: 413, message: 'The request is too long.' })
  if (!(await isLegacyRequest(request))) return sendResponse(response, await modern.fetch(request))
  const { response: answered, written } = await connections.handle(request)
  try {
    await sendResponse(response, answered)
  } finally {
    written()
  }
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, address)
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const message = `Port ${port} of ${address} cannot be served (${code}): name another, or 0 for one that is free.`
    throw new SdkError('invalid_option', message, { cause: error })
  }
  const bound = server.address()
  const taken = typeof bound === 'object' && bound !== null ? bound.port : port
  return `http://${address}:${taken}${endpoint}`
}

const fired = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
