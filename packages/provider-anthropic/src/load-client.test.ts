import { ask, failureFrom, loopback } from '@harness/kernel/testing'
import { afterEach, expect, it, vi } from 'vitest'

import { fine } from './__fixtures__/events.ts'
import { anthropicProvider, type AnthropicOptions } from './anthropic-provider.ts'

const key = 'sk-ant-secret-0123456789'

/** What a request goes out with, and what is recorded of it. */
async function asked(options: AnthropicOptions) {
  await using server = await loopback({ body: fine })
  const { exchanges } = await ask(anthropicProvider({ baseUrl: server.url, ...options }))
  return { ...server.requests[0]!, exchanges }
}

afterEach(() => vi.unstubAllEnvs())

it('the key goes out in its header, and nowhere into what is recorded', async () => {
  const { headers, exchanges } = await asked({ apiKey: key })
  expect(headers).toMatchObject({ 'x-api-key': key, 'anthropic-version': expect.any(String) })
  expect(headers).not.toHaveProperty('authorization')
  expect(exchanges).toHaveLength(1)
  expect(exchanges[0]?.request.headers).toMatchObject({ 'content-type': 'application/json' })
  expect(exchanges[0]?.request.headers).not.toHaveProperty('x-api-key')
  expect(JSON.stringify(exchanges)).not.toContain(key)
})

it('a token goes out as the header that it is given as', async () => {
  const { headers, exchanges } = await asked({ headers: { Authorization: `Bearer ${key}` } })
  expect(headers).toMatchObject({ authorization: `Bearer ${key}` })
  expect(headers).not.toHaveProperty('x-api-key')
  expect(JSON.stringify(exchanges)).not.toContain(key)
  const own = await asked({ apiKey: key, headers: { 'X-Api-Key': 'mine' } })
  expect(own.headers['x-api-key']).toBe('mine')
})

it('without a key none is sent', async () => {
  const { headers } = await asked({})
  expect(headers).not.toHaveProperty('x-api-key')
  expect(headers).not.toHaveProperty('authorization')
})

it('a key that is not accepted is told by what it is called', async () => {
  await using server = await loopback({ status: 401, body: '{"error":{"message":"no"}}' })
  const options = { baseUrl: server.url, apiKey: key, keyHint: 'ANTHROPIC_API_KEY' }
  expect(await failureFrom(anthropicProvider(options))).toMatchObject({
    code: 'auth',
    message: expect.stringContaining('ANTHROPIC_API_KEY'),
  })
})

it('nothing is read from variables', async () => {
  vi.stubEnv('ANTHROPIC_API_KEY', 'of-a-variable')
  vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'of-a-variable')
  vi.stubEnv('ANTHROPIC_BASE_URL', 'http://127.0.0.1:1/of-a-variable')
  vi.stubEnv('ANTHROPIC_CUSTOM_HEADERS', 'x-of-a-variable: of-a-variable')
  const { headers, path } = await asked({})
  expect(path).toBe('/v1/messages')
  expect(JSON.stringify(headers)).not.toContain('of-a-variable')
})

it.each(['', '/', '/v1', '/v1/', '/anthropic', '/anthropic/v1'])(
  'an address that ends in "%s" leads to the messages',
  async (end) => {
    await using server = await loopback({ body: fine })
    await ask(anthropicProvider({ baseUrl: `${server.url}${end}` }))
    const base = end.startsWith('/anthropic') ? '/anthropic' : ''
    expect(server.requests[0]?.path).toBe(`${base}/v1/messages`)
  },
)
