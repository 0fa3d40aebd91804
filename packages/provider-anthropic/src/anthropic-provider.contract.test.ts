import type { ReplyPart } from '@harness/kernel'
import {
  loopback,
  testProvider,
  testWire,
  type LoopbackAnswer,
  type ProviderScene,
} from '@harness/kernel/testing'
import { test } from 'vitest'

import { begin, call, delta, end, over, start, stream, text } from './__fixtures__/events.ts'
import { anthropicProvider } from './anthropic-provider.ts'

const secret = 'sk-ant-test-0123456789abcdef'

testProvider(
  'provider-anthropic',
  async (scene) => {
    const server = await loopback(answer(scene))
    const provider = anthropicProvider({ baseUrl: server.url, apiKey: secret })
    return { provider, secret, connections: server.connections, close: server.close }
  },
  { test },
)

function answer(scene: ProviderScene): LoopbackAnswer {
  const half = (said: string) =>
    stream(
      begin(),
      start(0, { type: 'text', text: '' }),
      delta(0, { type: 'text_delta', text: said }),
    )
  switch (scene.kind) {
    case 'reply': {
      const calls = scene.parts.some(({ type }) => type === 'call')
      const reason = calls ? 'tool_use' : 'end_turn'
      return { body: stream(begin(), ...scene.parts.flatMap(events), end(reason), over) }
    }
    case 'cut':
      return { body: half(scene.text), after: 'drop' }
    case 'hang':
      return { body: half(scene.text), after: 'hold' }
    case 'error':
      return refusal(scene)
  }
}

function events(part: ReplyPart, index: number): object[] {
  if (part.type === 'call') return call(index, part, part.input.slice(0, 5), part.input.slice(5))
  return text(index, part.text.slice(0, 5), part.text.slice(5))
}

function refusal({
  code,
  retryAfterMs,
}: Extract<ProviderScene, { kind: 'error' }>): LoopbackAnswer {
  const statuses = { retryable: 529, overflow: 413, auth: 401, refused: 451, fatal: 400 }
  const types = {
    retryable: 'overloaded_error',
    overflow: 'request_too_large',
    auth: 'authentication_error',
    refused: 'invalid_request_error',
    fatal: 'invalid_request_error',
  }
  const headers = {
    'content-type': 'application/json',
    ...(retryAfterMs !== undefined && { 'retry-after': String(retryAfterMs / 1000) }),
  }
  // A careless server says the key that it was given.
  const error = { type: types[code], message: `It did not work with ${secret}` }
  return { status: statuses[code], headers, body: JSON.stringify({ type: 'error', error }) }
}

testWire(
  'provider-anthropic',
  {
    provider: (baseUrl, options) => anthropicProvider({ baseUrl, apiKey: secret, ...options }),
    events: (parts) => {
      const reason = parts.some(({ type }) => type === 'call') ? 'tool_use' : 'end_turn'
      const all = [begin(), ...parts.flatMap(events), end(reason), over]
      return all.map((event) => stream(event))
    },
    error: stream({ type: 'error', error: { type: 'overloaded_error', message: 'no' } }),
  },
  { test },
)
