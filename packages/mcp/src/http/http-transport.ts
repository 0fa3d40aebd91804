import {
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type FetchLike,
} from '@modelcontextprotocol/client'
import type { McpError } from '../fault/mcp-error.ts'
import type { Keeper } from '../login/keeper.ts'
import type { McpAddressSettings } from '../settings/mcp-server-settings.ts'
import { boundedFetch } from './bounded-fetch.ts'

export interface HttpOptions {
  flooded(error: McpError): void
  /** The login, where there is any. */
  keeper: Keeper | undefined
}

/** Headers go to the origin of the address only: redirects to another one are not followed. */
export function httpTransport(
  { url, headers = {} }: McpAddressSettings,
  kind: 'http' | 'sse',
  { flooded, keeper }: HttpOptions,
): StreamableHTTPClientTransport | SSEClientTransport {
  const bounded = boundedFetch(flooded)
  const fetch: FetchLike = async (address, init) => {
    const response = await bounded(address, init)
    if (response.status === 401 || response.status === 403) {
      await keeper?.challenged(response, tokenIn(init?.headers))
    }
    return response
  }
  const login = keeper && { authProvider: keeper }
  const options = { requestInit: { headers }, fetch, ...login }
  return kind === 'http'
    ? new StreamableHTTPClientTransport(new URL(url), { ...options, reconnectionScheduler })
    : new SSEClientTransport(new URL(url), options)
}

const tokenIn = (headers: RequestInit['headers']): string | undefined =>
  new Headers(headers).get('authorization')?.replace(/^Bearer /, '')

/** Milliseconds before a stream that broke off is asked for again, whatever its server says. */
const soonestMs = 1000
const latestMs = 60_000

/** A server that says 0 would be asked without a pause, and one that says a year keep this process from its end. */
function reconnectionScheduler(reconnect: () => void, ms: number): () => void {
  const timer = setTimeout(reconnect, Math.min(Math.max(ms, soonestMs), latestMs))
  timer.unref()
  return () => clearTimeout(timer)
}
