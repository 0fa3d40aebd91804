import { describe, expect, it } from 'vitest'
import {
  maskSecrets,
  openSession,
  redactValues,
  run,
  type Event,
  type ModelDelta,
} from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testRedactor, testTag } from '../testing/test-redactor.ts'
import { testWorld } from '../testing/test-world.ts'
import { DeltaRedactor } from './delta-redactor.ts'
import { StreamRedactor } from './stream-redactor.ts'

const key = 'sk-0123456789"abc'
const tag = testTag(key)
const redactor = testRedactor([key, 'short'])

it('puts a placeholder where a value stood, plain and in JSON, and leaves short ones alone', () => {
  expect(redactor.redact(`a ${key} b short`)).toBe(`a [secret:${tag}] b short`)
  expect(redactor.redact(JSON.stringify({ key }))).toBe(`{"key":"[secret:${tag}.json]"}`)
})

const secret = 'p@ss wörd/+"\\&1~?>'
const latin1 = (text: string) => Buffer.from(text).toString('latin1')
const encoded: [form: string, text: string][] = [
  ['its own form', `key=${secret}!`],
  ['JSON', JSON.stringify({ a: secret })],
  ['JSON in JSON', JSON.stringify({ a: JSON.stringify({ b: secret }) })],
  ['an address', `https://a.example/?q=${encodeURIComponent(secret)}&x=1`],
  ['an address in small letters', encodeURIComponent(secret).toLowerCase()],
  ['a form', new URLSearchParams({ q: secret }).toString()],
  ['hex', Buffer.from(secret).toString('hex')],
  ['HEX', Buffer.from(secret).toString('hex').toUpperCase()],
  ['bytes', latin1(`a ${secret} b`)],
  ...['', 'u', 'us', 'user:', 'somebody:'].flatMap((before): [string, string][] =>
    ['', ':', ':after it'].flatMap((after): [string, string][] => [
      [
        `base64 of ${before}…${after}`,
        `Basic ${Buffer.from(before + secret + after).toString('base64')}`,
      ],
      [
        `base64url of ${before}…${after}`,
        `x.${Buffer.from(before + secret + after).toString('base64url')}.y`,
      ],
    ]),
  ),
]

describe.each(encoded)('a secret in %s', (_, text) => {
  const known = testRedactor([secret])

  it('is taken out, once, and restored to just that', () => {
    const clean = known.redact(text)
    expect(clean).toMatch(/\[secret:[\da-f]{12}(\.[a-z\d]+)?\]/u)
    expect(clean.length).toBeLessThan(text.length + 30)
    expect(known.redact(clean)).toBe(clean)
    expect(known.restore(clean)).toEqual({ text, missing: [] })
  })

  it('is not shown, wherever a stream of it is cut', () => {
    const whole = `before ${text} behind`
    const clean = known.redact(whole)
    for (let cut = 0; cut <= whole.length; cut++) {
      const stream = new StreamRedactor(known)
      const shown =
        stream.take(whole.slice(0, cut)) + stream.take(whole.slice(cut)) + stream.flush()
      expect(shown).toBe(clean)
    }
    for (let size = 1; size < 6; size++) {
      const stream = new StreamRedactor(known)
      let shown = ''
      for (let at = 0; at < whole.length; at += size)
        shown += stream.take(whole.slice(at, at + size))
      expect(shown + stream.flush()).toBe(clean)
    }
  })
})

it('takes the longest, and one within another, wherever a stream is cut', () => {
  const known = testRedactor(['inner-secret', 'outer-inner-secret-whole'])
  const text = 'a outer-inner-secret-whole b inner-secret c outer-inner-secret d'
  const [inner, outer] = ['inner-secret', 'outer-inner-secret-whole'].map(testTag)
  const clean = `a [secret:${outer}] b [secret:${inner}] c outer-[secret:${inner}] d`
  expect(known.redact(text)).toBe(clean)
  for (let cut = 0; cut <= text.length; cut++) {
    const stream = new StreamRedactor(known)
    expect(stream.take(text.slice(0, cut)) + stream.take(text.slice(cut)) + stream.flush()).toBe(
      clean,
    )
  }
})

it('leaves alone what only looks like a placeholder, and says what it cannot restore', () => {
  const text = '[secret:…] [secret] [secret:123] [secret:0123456789ab.url] [secret:0123456789AB]'
  expect(redactor.redact(text)).toBe(text)
  expect(redactor.restore(text)).toEqual({ text, missing: ['[secret:0123456789ab.url]'] })
})

it('a placeholder hides no secret that somebody writes into one', () => {
  const known = testRedactor(['0123456789ab'])
  expect(known.redact('[secret:0123456789ab]')).not.toContain('0123456789ab')
})

it('two secrets with one tag are never taken for one another', () => {
  const known = redactValues(['first-of-two', 'second-of-two'], { tagOf: () => '000000000000' })
  const clean = known.redact('first-of-two second-of-two')
  expect(clean).not.toMatch(/of-two/u)
  const { text, missing } = known.restore(clean)
  expect(text).toMatch(/^first-of-two \[/u)
  expect(missing).toHaveLength(1)
})

it('learns of secrets later', () => {
  const known = testRedactor([])
  expect(known.redact('late-secret-1')).toBe('late-secret-1')
  known.add('late-secret-1')
  expect(known.redact('late-secret-1')).toBe(`[secret:${testTag('late-secret-1')}]`)
})

const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`

it('takes out of answers what looks like a secret, restores that, and can be told not to', () => {
  const known = testRedactor([key])
  const text = `token: ${token} and ${key}`
  expect(known.redact(text)).toContain(token)
  const clean = known.outputs.redact(text)
  expect(clean).toBe(`token: [secret:${testTag(token)}] and [secret:${tag}]`)
  expect(known.outputs.redact(clean)).toBe(clean)
  expect(known.restore(clean).text).toBe(text)
  // Whoever acts with it says so elsewhere.
  expect(known.redact(text)).toBe(clean)
  expect(maskSecrets(text)).toBe(`token: [secret] and ${key}`)
  expect(testRedactor([], { patterns: false }).outputs.redact(token)).toBe(token)
})

it('masks what looks like one for good, where there is no end of them', () => {
  const known = testRedactor([])
  const many = Array.from(
    { length: 5_001 },
    (_, index) => `ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5${10_000 + index}Z`,
  )
  const clean = known.outputs.redact(many.join(' '))
  expect(clean).not.toContain('ghp_')
  expect(clean).toMatch(/\[secret\]$/u)
})

it('shows no such answer either, wherever it is cut', () => {
  const known = testRedactor([])
  const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7'
  const texts = [
    `a ${token} b`,
    `Authorization: Bearer abcDEF123456ghiJKL789012 rest`,
    `postgres://me:s3cr3tpassw0rd@host/db and on`,
    `-----BEGIN PRIVATE KEY-----\n${body}\n${body}9\n-----END PRIVATE KEY-----\nmore`,
  ]
  for (const text of texts) {
    const clean = known.outputs.redact(text)
    expect(clean).toContain('[secret:')
    for (let cut = 0; cut <= text.length; cut++) {
      const stream = new StreamRedactor(known.outputs)
      const shown = stream.take(text.slice(0, cut)) + stream.take(text.slice(cut)) + stream.flush()
      expect(shown).toBe(clean)
    }
  }
})

it('shows no secret in the parts of a reply, also when two of them come at the same time', () => {
  const text = `desk ${key} sk-01 is no key, sk`
  const clean = `desk [secret:${tag}] sk-01 is no key, sk`
  for (const size of [1, 2, 3, 7, 100]) {
    const deltas = new DeltaRedactor(redactor)
    const shown: ModelDelta[] = []
    for (let at = 0; at < text.length; at += size) {
      const piece = text.slice(at, at + size)
      shown.push(...deltas.take({ type: 'text', index: 0, text: piece }))
      const name = at === 0 ? { name: 'echo' } : {}
      shown.push(...deltas.take({ type: 'call', index: 1, ...name, input: piece }))
    }
    shown.push(...deltas.flush())
    const said = (type: string) =>
      shown
        .filter((delta) => delta.type === type)
        .map((delta) => (delta.type === 'call' ? delta.input : delta.text))
        .join('')
    expect(said('call')).toBe(clean)
    // So little of one is shown when another part begins.
    expect(said('text').replace(/^desk s?k?-?(?=\[)/u, 'desk ')).toBe(clean)
    expect(shown.filter((delta) => 'name' in delta)).toHaveLength(1)
  }
})

it('keeps a secret out of the log, whoever says it', async () => {
  const { session, host } = await testWorld({
    answer: (_, turn) => (turn === 0 ? reply(key, [['echo', { text: key }]]) : reply('ok')),
  })
  const guarded = await openSession(session.store, { runtime: host.runtime, redactor })
  await guarded.append([
    {
      type: 'input.received',
      data: { from: 'person', mode: 'steer', content: [{ type: 'text', text: `my ${key}` }] },
    },
  ])
  await run(guarded, { host })
  const events: Event[] = []
  for await (const event of session.store.events.read(1)) events.push(event)
  expect(JSON.stringify(events)).not.toContain('0123456789')
  expect(JSON.stringify(events).match(/\[secret:/g)?.length).toBeGreaterThanOrEqual(4)
})
