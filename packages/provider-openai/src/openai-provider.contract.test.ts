import type { ReplyPart } from '@harness/kernel'
import { testProvider, testWire, type ProviderScene } from '@harness/kernel/testing'
import { test } from 'vitest'

import { call, delta, events, open } from './__fixtures__/events.ts'
import { loopback, type LoopbackAnswer } from '@harness/kernel/testing'
import { openaiProvider } from './openai-provider.ts'

const secret = 'sk-test-0123456789abcdef'

testProvider(
  'provider-openai',
  async (scene) => {
    const server = await loopback(answer(scene))
    const provider = openaiProvider({ baseUrl: server.url, apiKey: secret })
    return { provider, secret, connections: server.connections, close: server.close }
  },
  { test },
)

function answer(scene: ProviderScene): LoopbackAnswer {
  switch (scene.kind) {
    case 'reply': {
      const calls = scene.parts.some(({ type }) => type === 'call')
      const last = delta({}, calls ? 'tool_calls' : 'stop')
      return { body: events(...scene.parts.flatMap(chunks), last) }
    }
    case 'cut':
      return { body: open(delta({ content: scene.text })), after: 'drop' }
    case 'hang':
      return { body: open(delta({ content: scene.text })), after: 'hold' }
    case 'error':
      return refusal(scene)
  }
}

function chunks(part: ReplyPart, index: number): object[] {
  if (part.type === 'text') return halves(part.text).map((content) => delta({ content }))
  if (part.type === 'reasoning') return halves(part.text).map((text) => delta({ reasoning: text }))
  const [first, second] = halves(part.input)
  return [
    call({ index, id: part.id, function: { name: part.name, arguments: first } }),
    call({ index, function: { arguments: second } }),
  ]
}

const halves = (text: string): [string, string] => [text.slice(0, 5), text.slice(5)]

function refusal({
  code,
  retryAfterMs,
}: Extract<ProviderScene, { kind: 'error' }>): LoopbackAnswer {
  const statuses = { retryable: 503, overflow: 400, auth: 401, refused: 400, fatal: 422 }
  const codes = {
    retryable: 'server_error',
    overflow: 'context_length_exceeded',
    auth: 'invalid_api_key',
    refused: 'content_filter',
    fatal: 'invalid_value',
  }
  const headers = {
    'content-type': 'application/json',
    ...(retryAfterMs !== undefined && { 'retry-after-ms': String(retryAfterMs) }),
  }
  // A careless server says the key that it was given.
  const error = { message: `It did not work with ${secret}`, code: codes[code], param: 'messages' }
  return { status: statuses[code], headers, body: JSON.stringify({ error }) }
}

testWire(
  'provider-openai',
  {
    provider: (baseUrl, options) => openaiProvider({ baseUrl, apiKey: secret, ...options }),
    events: (parts) => {
      const calls = parts.some(({ type }) => type === 'call')
      const last = delta({}, calls ? 'tool_calls' : 'stop')
      const lines = [...parts.flatMap(chunks), last].map((chunk) => open(chunk))
      return [...lines, 'data: [DONE]\n\n']
    },
    error: open({ error: { code: 'server_error', message: 'no' } }),
  },
  { test },
)
