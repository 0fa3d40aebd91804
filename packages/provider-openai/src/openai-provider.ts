import type { Provider } from '@harness/kernel'
import { httpProvider, type WireOptions } from '@harness/kernel/wire'
import { createParser } from 'eventsource-parser'

import { chatProtocol } from './chat/chat-protocol.ts'
import { loadClient } from './load-client.ts'

/** Where an OpenAI-compatible endpoint is and how it is talked to: `https://api.openai.com/v1` unless given. */
export interface OpenaiOptions extends WireOptions {}

/**
 * Chat completions of OpenAI and of every endpoint that speaks its protocol, streamed. Failures are values at the end of
 * the stream; the caller decides about retries.
 * @throws WireError when an option cannot be used.
 */
export function openaiProvider(options: OpenaiOptions = {}): Provider {
  const wire = {
    name: 'openai',
    baseUrl: 'https://api.openai.com/v1',
    protocol: chatProtocol,
    client: loadClient,
    parseEvents: createParser,
  }
  return httpProvider(wire, options)
}
