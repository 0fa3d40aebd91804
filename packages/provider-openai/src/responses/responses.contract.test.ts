import type { ReplyPart } from '@harness/kernel'
import {
  loopback,
  testProvider,
  testWire,
  type LoopbackAnswer,
  type ProviderScene,
} from '@harness/kernel/testing'
import { test } from 'vitest'

import { open } from '../__fixtures__/events.ts'
import { openaiProvider } from '../openai-provider.ts'

const secret = 'sk-test-0123456789abcdef'

testProvider(
  'provider-openai, responses',
  async (scene) => {
    const server = await loopback(answer(scene))
    const provider = openaiProvider({ baseUrl: server.url, apiKey: secret, api: 'responses' })
    return { provider, secret, connections: server.connections, close: server.close }
  },
  { test },
)

const text = (delta: string) => ({ type: 'response.output_text.delta', output_index: 0, delta })

function answer(scene: ProviderScene): LoopbackAnswer {
  switch (scene.kind) {
    case 'reply': {
      const end = { type: 'response.completed', response: { status: 'completed' } }
      return { body: open(...scene.parts.flatMap(events), end) }
    }
    case 'cut':
      return { body: open(text(scene.text)), after: 'drop' }
    case 'hang':
      return { body: open(text(scene.text)), after: 'hold' }
    case 'error':
      return refusal(scene)
  }
}

function events(part: ReplyPart, output_index: number): object[] {
  const added = (item: object) => ({ type: 'response.output_item.added', output_index, item })
  if (part.type !== 'call') {
    const pieces = [part.text.slice(0, 5), part.text.slice(5)]
    return pieces.map((piece) => ({ ...text(piece), output_index }))
  }
  const type = 'response.function_call_arguments.delta'
  return [
    added({ type: 'function_call', call_id: part.id, name: part.name, arguments: '' }),
    { type, output_index, delta: part.input.slice(0, 5) },
    { type, output_index, delta: part.input.slice(5) },
  ]
}

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
  const error = { message: `It did not work with ${secret}`, code: codes[code], param: 'input' }
  return { status: statuses[code], headers, body: JSON.stringify({ error }) }
}

testWire(
  'provider-openai, responses',
  {
    provider: (baseUrl, options) =>
      openaiProvider({ baseUrl, apiKey: secret, api: 'responses', ...options }),
    events: (parts) => {
      const end = { type: 'response.completed', response: { status: 'completed' } }
      return [...parts.flatMap(events), end].map((event) => open(event))
    },
    error: open({ type: 'error', code: 'server_error', message: 'no' }),
  },
  { test },
)
