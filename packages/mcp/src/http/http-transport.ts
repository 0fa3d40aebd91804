import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { McpAddressSettings } from '../settings/mcp-server-settings.ts'
import { boundedFetch } from './bounded-fetch.ts'

/** Headers go to the origin of the address only: redirects to another one are not followed. */
export function httpTransport(
  { url, headers = {} }: McpAddressSettings,
  kind: 'http' | 'sse',
): StreamableHTTPClientTransport | SSEClientTransport {
  const options = { requestInit: { headers }, fetch: boundedFetch }
  return kind === 'http'
    ? new StreamableHTTPClientTransport(new URL(url), options)
    : new SSEClientTransport(new URL(url), options)
}
