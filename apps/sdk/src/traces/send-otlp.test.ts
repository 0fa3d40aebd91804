import { simulate, loopback, type LoopbackAnswer } from '@harness/kernel/testing'
import { otelSpans, traceOf } from '@harness/traces'
import { describe, expect, it } from 'vitest'
import { sendOtlp } from '../index.ts'

const traces = async () => otelSpans(traceOf((await simulate(3)).events), { content: true })
const json = (body: unknown, more: LoopbackAnswer = {}): LoopbackAnswer => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  ...more,
})
const key = 'key-planted-0123456789'
const env = { OTEL_EXPORTER_OTLP_HEADERS: `api-key=${key},x-team=a%20b` }

const spansIn = (text: string): unknown[] =>
  JSON.parse(text).resourceSpans.flatMap((one: any) => one.scopeSpans[0].spans)

describe('sending spans', () => {
  it('posts all of them, with the headers of the environment', async () => {
    await using server = await loopback(json({}))
    const sent = await sendOtlp(await traces(), { endpoint: server.url, env })
    const [request, ...more] = server.requests
    expect(more).toEqual([])
    expect(request).toMatchObject({
      path: '/v1/traces',
      headers: { 'content-type': 'application/json', 'api-key': key, 'x-team': 'a b' },
    })
    expect(JSON.parse(request!.text)).toEqual(await traces())
    const { length } = spansIn(request!.text)
    const endpoint = `${server.url}/v1/traces`
    expect(sent).toEqual({ endpoint, spans: length, requests: 1, rejected: 0, message: null })
  })

  it('goes where the environment says: of traces as it stands, else below the base', async () => {
    await using server = await loopback(json({}))
    const base = `${server.url}/otlp/`
    await sendOtlp(await traces(), { env: { OTEL_EXPORTER_OTLP_ENDPOINT: base } })
    const own = { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: base }
    await sendOtlp(await traces(), { env: own })
    await sendOtlp(await traces(), { env: own, endpoint: `${server.url}/here` })
    expect(server.requests.map(({ path }) => path)).toEqual(['/otlp/v1/traces', '/otlp/', '/here'])
  })

  it('logs in by the address, which is shown without it', async () => {
    await using server = await loopback(json({}))
    const endpoint = server.url.replace('http://', `http://me:${key}%zz@`)
    const sent = await sendOtlp(await traces(), { endpoint, env: {} })
    const login = Buffer.from(`me:${key}%zz`).toString('base64')
    expect(server.requests[0]!.headers.authorization).toBe(`Basic ${login}`)
    expect(JSON.stringify(sent)).not.toContain(key)
  })

  it('takes several requests for many, and tells what was not taken', async () => {
    await using server = await loopback(
      json({ partialSuccess: { rejectedSpans: '2', errorMessage: `too old: ${key}\u001b[31m` } }),
      json({ partial_success: null }),
    )
    const one = await traces()
    const [resource] = one.resourceSpans
    const [scope] = resource!.scopeSpans
    const spans = Array.from({ length: 1200 }, () => scope!.spans[0]!)
    const many = { resourceSpans: [{ ...resource!, scopeSpans: [{ ...scope!, spans }] }] }
    const sent = await sendOtlp(many, { endpoint: server.url, env })
    expect(sent).toMatchObject({ spans: 1200, requests: 3, rejected: 2 })
    expect(sent.message).toBe('too old: [secret] [31m')
    expect(server.requests.flatMap(({ text }) => spansIn(text))).toHaveLength(1200)
  })

  it('asks again what is busy, after as long as it says', async () => {
    await using server = await loopback(
      { status: 503, headers: { 'retry-after': '1' } },
      { status: 429, headers: { 'retry-after': new Date(0).toUTCString() } },
      json({}),
    )
    const begun = performance.now()
    await sendOtlp(await traces(), { endpoint: server.url, env })
    expect(server.requests).toHaveLength(3)
    expect(performance.now() - begun).toBeGreaterThan(900)
  })
})

describe('what takes no spans is told, and no key with it', () => {
  const refused = async (answer: LoopbackAnswer, more: { timeoutMs?: number } = {}) => {
    await using server = await loopback(answer)
    const error = await sendOtlp(await traces(), { endpoint: server.url, env, ...more }).then(
      () => undefined,
      (caught: unknown) => caught,
    )
    expect(error).toMatchObject({ code: 'not_sent' })
    expect(String(error)).not.toContain(key)
    return { message: String(error), requests: server.requests.length }
  }

  it('a refusal, at once', async () => {
    const echo = json({ code: 3, message: `bad key ${key}` }, { status: 400 })
    expect(await refused(echo)).toEqual({
      message: expect.stringMatching(/did not take the spans: 400: bad key \[secret\]\./),
      requests: 1,
    })
    expect((await refused({ status: 401 })).message).toContain('OTEL_EXPORTER_OTLP_HEADERS')
    expect((await refused({ status: 404 })).message).toContain('is this the address')
  })

  it('another address, to which no key is carried', async () => {
    const moved = { status: 307, headers: { location: 'http://127.0.0.1:1/' } }
    expect(await refused(moved)).toEqual({
      message: expect.stringContaining('points elsewhere'),
      requests: 1,
    })
  })

  it('an answer that is none of a collector', async () => {
    for (const body of ['<html>', '{"partialSuccess": 7}', '[]']) {
      expect(await refused({ headers: { 'content-type': 'text/html' }, body })).toMatchObject({
        message: expect.stringContaining('none of OTLP'),
        requests: 1,
      })
    }
  })

  it('a flood, of which the beginning is read', async () => {
    const body = `{"partialSuccess": {"errorMessage": "${'x'.repeat(20_000_000)}"}}`
    expect((await refused({ body })).message.length).toBeLessThan(500)
  })

  it('who is told to wait too long', async () => {
    const busy = { status: 503, headers: { 'retry-after': '3600' } }
    expect(await refused(busy)).toMatchObject({ requests: 1 })
  })

  it.concurrent('who hangs, before and in the answer', { timeout: 30_000 }, async () => {
    const answer = { body: '{', after: 'hold' } as const
    const { message, requests } = await refused(answer, { timeoutMs: 50 })
    expect(message).toMatch(/did not answer within 50 ms \(asked 5 times\)/)
    expect(requests).toBe(5)
  })

  it.concurrent('who is not there', { timeout: 30_000 }, async () => {
    const server = await loopback()
    await server.close()
    await expect(sendOtlp(await traces(), { endpoint: server.url, env })).rejects.toMatchObject({
      code: 'not_sent',
      message: expect.stringContaining('nobody listens there'),
    })
  })

  it('ends with the signal', async () => {
    await using server = await loopback({ body: '{', after: 'hold' })
    const stop = new AbortController()
    const sending = sendOtlp(await traces(), { endpoint: server.url, env, signal: stop.signal })
    setTimeout(() => stop.abort('enough'), 50)
    await expect(sending).rejects.toBe('enough')
    expect(server.requests.length).toBeLessThan(2)
  })

  it.each([
    [{}, {}, 'bad_endpoint'],
    [{ endpoint: 'localhost:4318' }, {}, 'bad_endpoint'],
    [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: `ftp://x?key=${key}` }, 'bad_endpoint'],
    [{ endpoint: 'http://x' }, { OTEL_EXPORTER_OTLP_HEADERS: key }, 'invalid_option'],
    [{ endpoint: 'http://x' }, { OTEL_EXPORTER_OTLP_HEADERS: `a=${key}%0a` }, 'invalid_option'],
  ])('%j with %j', async (options, said, code) => {
    const error = await sendOtlp(await traces(), { ...options, env: said }).catch(
      (caught: unknown) => caught,
    )
    expect(error).toMatchObject({ code })
    expect(String(error)).not.toContain(key)
  })
})
