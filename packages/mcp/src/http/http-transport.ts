import { SSEClientTransport, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { McpError } from '../fault/mcp-error.ts'
import type { McpAddressSettings } from '../settings/mcp-server-settings.ts'
import { boundedFetch } from './bounded-fetch.ts'

/** Headers go to the origin of the address only: redirects to another one are not followed. */
export function httpTransport(
  { url, headers = {} }: McpAddressSettings,
  kind: 'http' | 'sse',
  flooded: (error: McpError) => void,
): StreamableHTTPClientTransport | SSEClientTransport {
  const options = { requestInit: { headers }, fetch: boundedFetch(flooded) }
  return kind === 'http'
    ? new StreamableHTTPClientTransport(new URL(url), options)
    : new SSEClientTransport(new URL(url), options)
}
