import type { Provider } from '@harness/kernel'
import { httpProvider, type WireOptions } from '@harness/kernel/wire'
import { createParser } from 'eventsource-parser'

import { chatProtocol } from './chat/chat-protocol.ts'
import { loadClient } from './load-client.ts'
import { responsesProtocol } from './responses/responses-protocol.ts'

/** Where an OpenAI-compatible endpoint is and how it is talked to: `https://api.openai.com/v1` unless given. */
export interface OpenaiOptions extends WireOptions {
  /** `chat` (completions, which every compatible endpoint speaks) unless given. */
  api?: 'chat' | 'responses'
  /** The server sends reasoning as text, between `<think>` tags at the beginning of the content. Only for `chat`. */
  thinkTags?: boolean
}

/**
 * Chat completions or the responses API of OpenAI and of every endpoint that speaks its protocol, streamed. Failures are
 * values at the end of the stream; the caller decides about retries.
 * @throws WireError when an option cannot be used.
 */
export function openaiProvider({
  api = 'chat',
  thinkTags,
  ...options
}: OpenaiOptions = {}): Provider {
  const wire = {
    name: 'openai',
    baseUrl: 'https://api.openai.com/v1',
    client: loadClient,
    parseEvents: createParser,
  }
  return api === 'responses'
    ? httpProvider({ ...wire, protocol: responsesProtocol }, options)
    : httpProvider(
        { ...wire, protocol: (name, url) => chatProtocol(name, url, { thinkTags }) },
        options,
      )
}
