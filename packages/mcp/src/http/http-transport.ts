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
    if (response.status === 403) await keeper?.challenged(response)
    return response
  }
  const login = keeper && { authProvider: keeper }
  const options = { requestInit: { headers }, fetch, ...login }
  return kind === 'http'
    ? new StreamableHTTPClientTransport(new URL(url), options)
    : new SSEClientTransport(new URL(url), options)
}
