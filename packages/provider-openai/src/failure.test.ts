import { describe, expect, it } from 'vitest'

import { ask, asking, failureFrom } from '@harness/kernel/testing'
import { delta, events, fine, open } from './__fixtures__/events.ts'
import { loopback, type LoopbackAnswer } from '@harness/kernel/testing'
import { openaiProvider } from './openai-provider.ts'

const key = 'sk-secret-0123456789'
const json = { 'content-type': 'application/json' }

/** The failure of a provider before a server that always answers this. */
async function failed(answer: LoopbackAnswer, request = asking()) {
  await using server = await loopback(answer)
  const options = { baseUrl: server.url, apiKey: key, keyHint: 'TEST_API_KEY' }
  return await failureFrom(openaiProvider(options), request)
}

const status = (code: number, error: unknown = { message: 'no' }) =>
  failed({ status: code, headers: json, body: JSON.stringify({ error }) })

describe('a status', () => {
  it.each([
    [400, 'fatal'],
    [401, 'auth'],
    [402, 'fatal'],
    [403, 'auth'],
    [404, 'fatal'],
    [408, 'retryable'],
    [409, 'retryable'],
    [413, 'overflow'],
    [422, 'fatal'],
    [429, 'retryable'],
    [500, 'retryable'],
    [503, 'retryable'],
    [529, 'retryable'],
  ])('of %i is %s', async (code, expected) => {
    expect(await status(code)).toMatchObject({ code: expected, status: code })
  })

  it.each([
    [400, { code: 'context_length_exceeded', param: 'messages' }, 'overflow'],
    [400, { code: 400, type: 'exceed_context_size_error', n_ctx: 8192 }, 'overflow'],
    [400, { code: 400, type: 'BadRequestError', param: 'input_tokens' }, 'overflow'],
    [400, { code: 'content_filter' }, 'refused'],
    [400, { innererror: { code: 'ResponsibleAIPolicyViolation' } }, 'refused'],
    [429, { code: 'insufficient_quota', type: 'insufficient_quota' }, 'fatal'],
    [400, { code: 'tool_use_failed' }, 'retryable'],
  ])('of %i with %j is %s', async (code, error, expected) => {
    expect(await status(code, { message: 'no', ...error })).toMatchObject({ code: expected })
  })

  it('of 400 is an overflow when the request fills the known window', async () => {
    const content = [{ type: 'text' as const, text: 'x'.repeat(8000) }]
    const request = asking({
      model: { provider: 'p', id: 'm', contextWindow: 2000 },
      messages: [{ role: 'user', content }],
    })
    const answer = { status: 400, headers: json, body: '{"error":{"message":"too long"}}' }
    expect(await failed(answer, request)).toMatchObject({ code: 'overflow' })
  })
})

describe('the message of a failure', () => {
  it('says what happened, where, and what to do', async () => {
    const { message } = await status(401, { message: 'Incorrect API key provided.' })
    expect(message).toMatch(/^127\.0\.0\.1:\d+\/chat\/completions answered 401: Incorrect/)
    expect(message).toContain('check TEST_API_KEY')
  })

  it('asks for a key when none was sent', async () => {
    await using server = await loopback({ status: 401, headers: json, body: '{}' })
    const provider = openaiProvider({ baseUrl: server.url, keyHint: 'TEST_API_KEY' })
    expect((await failureFrom(provider)).message).toContain('No key was sent: set TEST_API_KEY.')
  })

  it('never holds a secret, whatever the server says', async () => {
    await using server = await loopback({
      status: 400,
      headers: json,
      body: JSON.stringify({ error: { message: `${key} tok-header sk-proj-abcdefghijklmnop` } }),
    })
    const provider = openaiProvider({
      baseUrl: `${server.url}?sig=query-secret`.replace('http://', 'http://user:pass-secret@'),
      apiKey: key,
      headers: { 'x-token': 'tok-header' },
      fetch: (_, init) => fetch(`${server.url}/chat/completions`, init),
    })
    const { message } = await failureFrom(provider)
    for (const secret of [key, 'tok-header', 'query-secret', 'pass-secret', 'abcdefghijklmnop']) {
      expect(message).not.toContain(secret)
    }
  })

  it.each([
    ['text', { error: 'plain words' }],
    ['a list', [{ error: { code: 400, message: 'plain words', status: 'INVALID_ARGUMENT' } }]],
    ['details', { detail: [{ loc: ['body', 'model'], msg: 'plain words' }] }],
    ['members of the body', { object: 'error', message: 'plain words', code: 400 }],
  ])('reads errors that are %s', async (_, body) => {
    const { message, code } = await failed({
      status: 400,
      headers: json,
      body: JSON.stringify(body),
    })
    expect([code, message]).toEqual(['fatal', expect.stringContaining('plain words')])
  })
})

describe('an error inside a stream', () => {
  const said = (error: object) => failed({ body: events(delta({ content: 'Hel' }), { error }) })

  it.each([
    [{ message: 'failed', type: 'server_error', code: null }, 'retryable'],
    [{ message: 'upstream', code: 502 }, 'retryable'],
    [{ message: 'long', code: 'CONTEXT_LENGTH_EXCEEDED' }, 'overflow'],
    [{ message: 'wrong', type: 'invalid_request_error' }, 'fatal'],
    [{ message: 'key', type: 'authentication_error' }, 'auth'],
    [{ message: 'call', code: 'tool_use_failed', status_code: 400 }, 'retryable'],
  ])('%j is %s', async (error, code) => {
    expect(await said(error)).toMatchObject({ code })
  })

  it('is also one in an answer that is no stream', async () => {
    const body = JSON.stringify({ error: { message: 'late', code: 'rate_limit_exceeded' } })
    expect(await failed({ headers: json, body })).toMatchObject({ code: 'retryable' })
  })
})

describe('a stream', () => {
  it.each<[string, LoopbackAnswer]>([
    ['without a finish reason', { body: events(delta({ content: 'half' })) }],
    ['that ends inside an event', { body: `${open(delta({ content: 'half' }))}data: {"id":"cha` }],
    ['whose connection drops', { body: open(delta({ content: 'half' })), after: 'drop' }],
    ['that is empty', { body: '' }],
  ])('%s is truncated', async (_, answer) => {
    expect(await failed(answer)).toMatchObject({ code: 'truncated' })
  })

  it.each<[string, LoopbackAnswer]>([
    ['ends without its end mark', { body: open(delta({ content: 'all' }, 'stop')) }],
    ['drops', { body: open(delta({ content: 'all' }, 'stop')), after: 'drop' }],
  ])('that %s after its finish reason is whole', async (_, answer) => {
    await using server = await loopback(answer)
    const { end } = await ask(openaiProvider({ baseUrl: server.url }))
    expect(end).toMatchObject({ type: 'reply', reply: { parts: [{ text: 'all' }] } })
  })

  it.each<[string, LoopbackAnswer]>([
    ['event', { body: `${open(delta({ content: 'a' }))}data: upstream ${key} gone\n\n` }],
    ['answer', { headers: json, body: `upstream ${key} gone` }],
  ])('whose %s is no JSON says so', async (_, answer) => {
    const { code, message } = await failed(answer)
    expect(code).toBe('truncated')
    expect(message).toContain('is no JSON: "upstream [secret] gone"')
  })

  it('that ends inside an event is not said to be garbled', async () => {
    const body = `${open(delta({ content: 'half' }))}data: {"id":"cha`
    expect((await failed({ body })).message).toMatch(/before the answer was whole\.$/)
  })

  it('that is a page of a web server says so', async () => {
    const answer = { headers: { 'content-type': 'text/html' }, body: '<html>Hi</html>' }
    expect(await failed(answer)).toMatchObject({
      code: 'fatal',
      status: 200,
      message: expect.stringContaining('text/html'),
    })
  })

  it('that is one whole completion is read as such', async () => {
    const message = { role: 'assistant', content: 'whole' }
    const body = JSON.stringify({ choices: [{ message, finish_reason: 'stop' }] })
    await using server = await loopback({ headers: json, body })
    const { end } = await ask(openaiProvider({ baseUrl: server.url }))
    expect(end).toMatchObject({ type: 'reply', reply: { parts: [{ text: 'whole' }] } })
  })

  it('that stalls is retryable and closed', async () => {
    await using server = await loopback({ body: open(delta({ content: 'a' })), after: 'hold' })
    const end = await failureFrom(openaiProvider({ baseUrl: server.url, stallMs: 60 }))
    expect(end).toMatchObject({ code: 'retryable', message: expect.stringContaining('0.06 s') })
    await expect.poll(server.connections).toBe(0)
  })

  it('that never begins is a stall too', async () => {
    const never: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
      })
    const provider = openaiProvider({ fetch: never, stallMs: 40, apiKey: key })
    expect(await failureFrom(provider)).toMatchObject({ code: 'retryable' })
  })

  it('that only sends keep-alive comments is alive', async () => {
    const body = `${': waiting\n\n'.repeat(30)}${fine}`
    await using server = await loopback({ body, pieceBytes: 66, pieceMs: 40 })
    const { end } = await ask(openaiProvider({ baseUrl: server.url, stallMs: 150 }))
    expect(end.type).toBe('reply')
  })
})

describe('a redirect', () => {
  it.each([301, 302, 307, 308])('of %i is not followed, and says where it leads', async (code) => {
    await using other = await loopback({ body: fine })
    const location = `${other.url.replace('//', '//user:pass@')}/chat/completions?sig=query`
    await using server = await loopback({ status: code, headers: { location } })
    const { message, ...rest } = await failureFrom(openaiProvider({ baseUrl: server.url }))
    expect(rest).toEqual({ code: 'fatal', status: code })
    expect(message).toContain(` redirects to ${other.url}/chat/completions; check the base URL.`)
    expect(message).not.toMatch(/pass|query/)
    expect([server.requests.length, other.requests.length]).toEqual([1, 0])
  })

  it.each([
    ['/v2?a=b', /redirects to 127\.0\.0\.1:\d+\/v2; /],
    ['', /redirects to nowhere; /],
  ])('to "%s" is read as it is meant', async (location, expected) => {
    const { message } = await failed({ status: 307, headers: { location } })
    expect(message).toMatch(expected)
  })
})

it('a server that is not there is retryable', async () => {
  const server = await loopback({ body: fine })
  await server.close()
  expect(await failureFrom(openaiProvider({ baseUrl: server.url }))).toMatchObject({
    code: 'retryable',
    message: expect.stringContaining('could not be reached (ECONNREFUSED)'),
  })
})

it('options that can never work are refused, without saying them', () => {
  const make = (options: object) => () => openaiProvider(options)
  expect(make({ baseUrl: 'user:pass@nowhere' })).toThrow(
    expect.objectContaining({
      code: 'invalid_option',
      message: expect.not.stringContaining('pass'),
    }),
  )
  expect(make({ apiKey: 'sk a', keyHint: 'X_KEY' })).toThrow(/X_KEY/)
})
