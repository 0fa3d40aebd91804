import { ask, asking, failureFrom, loopback, type LoopbackAnswer } from '@harness/kernel/testing'
import { describe, expect, it } from 'vitest'

import { begin, call, delta, end, fine, over, start, stream, text } from './__fixtures__/events.ts'
import { anthropicProvider } from './anthropic-provider.ts'

const key = 'sk-ant-secret-0123456789'
const json = { 'content-type': 'application/json' }

/** The failure of a provider before a server that always answers this. */
async function failed(answer: LoopbackAnswer, request = asking()) {
  await using server = await loopback(answer)
  const options = { baseUrl: server.url, apiKey: key, keyHint: 'TEST_API_KEY' }
  return await failureFrom(anthropicProvider(options), request)
}

/** An error as the API says it. */
const said = (type: string, members: object = {}) =>
  JSON.stringify({ type: 'error', error: { type, message: 'no', ...members }, request_id: 'req_1' })

describe('a status', () => {
  it.each([
    [400, 'invalid_request_error', 'fatal'],
    [401, 'authentication_error', 'auth'],
    [402, 'billing_error', 'fatal'],
    [403, 'permission_error', 'auth'],
    [404, 'not_found_error', 'fatal'],
    [409, 'conflict_error', 'retryable'],
    [413, 'request_too_large', 'overflow'],
    [429, 'rate_limit_error', 'retryable'],
    [500, 'api_error', 'retryable'],
    [504, 'timeout_error', 'retryable'],
    [529, 'overloaded_error', 'retryable'],
  ])('of %i with %s is %s', async (status, type, code) => {
    expect(await failed({ status, headers: json, body: said(type) })).toMatchObject({
      code,
      status,
      message: expect.stringContaining(`/v1/messages answered ${status}: no.`),
    })
  })

  it.each([
    ['2', 2_000],
    [new Date(Date.now() + 3_600_000).toUTCString(), expect.closeTo(3_600_000, -4)],
  ])('of 429 says how long to wait where the server does: %s', async (after, retryAfterMs) => {
    const headers = { ...json, 'retry-after': after }
    const failure = await failed({ status: 429, headers, body: said('rate_limit_error') })
    expect(failure).toMatchObject({ code: 'retryable', retryAfterMs })
  })

  it('is asked for once: who retries is not the client', async () => {
    const headers = { ...json, 'x-should-retry': 'true' }
    await using server = await loopback({ status: 529, headers, body: said('overloaded_error') })
    await failureFrom(anthropicProvider({ baseUrl: server.url }))
    expect(server.requests).toHaveLength(1)
  })

  it('of 400 is an overflow when the request fills the known window', async () => {
    const content = [{ type: 'text' as const, text: 'x'.repeat(8_000) }]
    const model = { provider: 'p', id: 'm', contextWindow: 2_000 }
    const request = asking({ model, messages: [{ role: 'user', content }] })
    const answer = { status: 400, headers: json, body: said('invalid_request_error') }
    expect(await failed(answer, request)).toMatchObject({ code: 'overflow' })
  })
})

describe('an error inside a stream', () => {
  it.each([
    ['overloaded_error', 'retryable'],
    ['api_error', 'retryable'],
    ['rate_limit_error', 'retryable'],
    ['timeout_error', 'retryable'],
    ['authentication_error', 'auth'],
    ['invalid_request_error', 'fatal'],
    ['billing_error', 'fatal'],
  ])('of the type %s is %s, whatever was said before', async (type, code) => {
    const error = { type: 'error', error: { type, message: 'no' } }
    for (const before of [[], [begin(), ...text(0, 'Hel')], [begin(), ...text(0, 'a'), over]]) {
      expect(await failed({ body: stream(...before, error) })).toMatchObject({ code })
    }
  })
})

describe('a stream', () => {
  it.each<[string, object[]]>([
    ['without a stop reason', [begin(), ...text(0, 'half')]],
    ['inside of a call', [begin(), ...call(0, { id: 'a', name: 'read' }, '{"a"').slice(0, -1)]],
    [
      'whose call has no end',
      [begin(), ...call(0, whole, '{}').slice(0, -1), end('tool_use'), over],
    ],
    ['that is empty', []],
  ])('%s is truncated', async (_, events) => {
    expect(await failed({ body: stream(...events) })).toMatchObject({ code: 'truncated' })
  })

  it('that refuses says why, where the server does', async () => {
    const stop_details = { type: 'refusal', category: 'bio', explanation: 'Not this.' }
    const refused = { type: 'message_delta', delta: { stop_reason: 'refusal', stop_details } }
    expect(await failed({ body: stream(begin(), ...text(0, 'Hm'), refused, over) })).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('Not this.'),
    })
  })

  it('whose window is full before anything was said is an overflow', async () => {
    const body = stream(begin(), end('model_context_window_exceeded'), over)
    expect(await failed({ body })).toMatchObject({ code: 'overflow' })
  })

  it('that is one whole message is read as such', async () => {
    const content = [{ type: 'text', text: 'whole' }]
    const body = JSON.stringify({ type: 'message', content, stop_reason: 'end_turn' })
    await using server = await loopback({ headers: json, body })
    const { end: ended } = await ask(anthropicProvider({ baseUrl: server.url }))
    expect(ended).toMatchObject({ type: 'reply', reply: { parts: [{ text: 'whole' }] } })
  })
})

const whole = { id: 'a', name: 'read' }

describe('an endpoint that does not know', () => {
  const request = asking({
    model: { provider: 'p', id: 'glm-5', reasoningEffort: 'low' },
    system: 'Be.',
    output: { type: 'object' },
  })
  const refusing = (error: object) => ({ status: 400, headers: json, body: JSON.stringify(error) })

  it.each([
    ['cache_control', { error: { message: 'no', param: 'cache_control' } }],
    ['cache_control', { error: { message: 'no', param: 'messages[0].content.0.cache_control' } }],
    ['cache_control', { detail: [{ loc: ['body', 'system', 0, 'cache_control'], msg: 'no' }] }],
    ['thinking', { error: { message: 'no', param: 'thinking.budget_tokens' } }],
    ['output_config', { detail: [{ loc: ['body', 'output_config'], msg: 'no' }] }],
  ])('%s is asked again without it, and not bothered again: %j', async (member, error) => {
    await using server = await loopback(refusing(error), { body: fine })
    const provider = anthropicProvider({ baseUrl: server.url })
    const { end: ended, exchanges } = await ask(provider, request)
    expect(ended.type).toBe('reply')
    expect(exchanges.map(({ response }) => response?.status)).toEqual([400, 200])
    await ask(provider, request)
    const has = server.requests.map((sent) => sent.text.includes(`"${member}"`))
    expect(has).toEqual([true, false, false])
    for (const other of ['cache_control', 'thinking', 'output_config']) {
      if (other !== member) expect(server.requests[1]!.text).toContain(`"${other}"`)
    }
  })

  it.each([
    ['names another member', { error: { message: 'no', param: 'messages.0.content.0.thinking' } }],
    ['only says so in words', { error: { message: 'cache_control: Extra inputs are wrong' } }],
  ])('something and %s is not asked again', async (_, error) => {
    await using server = await loopback(refusing(error))
    expect(await failureFrom(anthropicProvider({ baseUrl: server.url }), request)).toMatchObject({
      code: 'fatal',
    })
    expect(server.requests).toHaveLength(1)
  })
})

it('thinking that a server sends without a beginning is passed over', async () => {
  const lost = delta(3, { type: 'thinking_delta', thinking: 'Hm' })
  const body = stream(begin(), lost, start(0, { type: 'text', text: 'a' }), end('end_turn'), over)
  await using server = await loopback({ body })
  const { end: ended } = await ask(anthropicProvider({ baseUrl: server.url }))
  expect(ended).toMatchObject({ reply: { parts: [{ type: 'text', text: 'a' }] } })
})
