import type { Provider } from '@harness/kernel'
import { httpProvider, type WireOptions } from '@harness/kernel/wire'
import { createParser } from 'eventsource-parser'

import { loadClient } from './load-client.ts'
import { messagesProtocol } from './messages-protocol.ts'

/** Where an endpoint of the messages API is and how it is talked to: `https://api.anthropic.com` unless given. */
export interface AnthropicOptions extends WireOptions {}

/**
 * The messages API of Anthropic and of endpoints that speak its protocol, streamed. Failures are values at the end of the
 * stream; the caller decides about retries.
 * @throws WireError when an option cannot be used.
 */
export function anthropicProvider(options: AnthropicOptions = {}): Provider {
  const { baseUrl } = options
  const wire = {
    name: 'anthropic',
    baseUrl: 'https://api.anthropic.com',
    protocol: messagesProtocol,
    client: loadClient,
    parseEvents: createParser,
  }
  // The path brings its version; people write it at the end of addresses.
  const bare = baseUrl?.replace(/\/v1\/?$/, '')
  return httpProvider(wire, { ...options, ...(bare !== undefined && { baseUrl: bare }) })
}
