import {
  run,
  type Exchange,
  type ModelRequest,
  type Provider,
  type ReplyPart,
} from '@harness/kernel'
import {
  ask,
  asking,
  loopback,
  randomFrom,
  replyFrom,
  testWorld,
  type LoopbackAnswer,
} from '@harness/kernel/testing'
import { anthropicProvider } from '@harness/provider-anthropic'
import { openaiProvider } from '@harness/provider-openai'
import { describe, expect, it } from 'vitest'

import { withToolCalls } from '../text-protocol/with-tool-calls.ts'
import { recordTape } from './record-tape.ts'
import { Tape } from './tape.ts'

const said = (text: string) => {
  const chunk = { choices: [{ index: 0, delta: { content: text }, finish_reason: 'stop' }] }
  return `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`
}
const half = (text: string) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`
const about = (text: string): ModelRequest =>
  asking({ messages: [{ role: 'user', content: [{ type: 'text', text }] }] })
const provider = (baseUrl: string, fetch?: typeof globalThis.fetch) =>
  openaiProvider({ baseUrl, apiKey: 'k-1234567', ...(fetch && { fetch }) })
const textOf = (parts: readonly ReplyPart[]) =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
const nowhere = 'http://127.0.0.1:9/v1'

/** Asks a real server these requests in turn. */
async function recorded(requests: readonly ModelRequest[], answers: readonly LoopbackAnswer[]) {
  await using server = await loopback(...answers)
  const asked = []
  for (const request of requests) asked.push(await ask(provider(server.url), request))
  return { asked, exchanges: asked.flatMap(({ exchanges }) => exchanges) }
}

/** A failure names the host that it talked to, which a tape has none of. */
const without = (text: unknown) =>
  JSON.parse(JSON.stringify(text).replaceAll(/127\.0\.0\.1:\d+(?:\/v1)?/g, 'host'))

describe('a tape', () => {
  it.each<[string, LoopbackAnswer]>([
    ['an answer', { body: said('hello') }],
    ['a refusal', { status: 401, body: '{"error":{"message":"no"}}' }],
    ['a time to wait', { status: 429, headers: { 'retry-after': '7' }, body: '' }],
    ['an answer cut short', { body: said('hello').slice(0, 40), after: 'drop' }],
    ['an answer cut after some words', { body: `${half('hel')}data: {"ch`, after: 'drop' }],
    ['bytes that are no text', { body: new Uint8Array([0x64, 0xff, 0xfe]) }],
  ])('plays %s as it was, without a socket', async (_, answer) => {
    const { asked, exchanges } = await recorded([about('a')], [answer])
    const tape = Tape.parse(new Tape(exchanges).toString())
    const { deltas, end } = await ask(provider(nowhere, tape.fetch), about('a'))
    expect(without({ deltas, end })).toEqual(
      without({ deltas: asked[0]!.deltas, end: asked[0]!.end }),
    )
    expect(tape.misses).toEqual([])
    expect(tape.unplayed()).toEqual([])
  })

  it('plays a connection that could not be made', async () => {
    const server = await loopback({})
    await server.close()
    const { exchanges, end } = await ask(provider(server.url), about('a'))
    const played = await ask(provider(nowhere, new Tape(exchanges).fetch), about('a'))
    expect(without(played.end)).toEqual(without(end))
  })

  it('finds each request by what it says, also of 200 at once in another order', async () => {
    const words = Array.from({ length: 200 }, (_, index) => `question ${index}`)
    const answers = words.map((word) => ({ body: said(`answer to ${word}`) }))
    const { exchanges } = await recorded(words.map(about), answers)
    const tape = new Tape(exchanges)
    const played = await Promise.all(
      words.toReversed().map((word) => ask(provider(nowhere, tape.fetch), about(word))),
    )
    expect(played.map(({ end }) => end.type === 'reply' && end.reply.parts[0])).toEqual(
      words.toReversed().map((word) => ({ type: 'text', text: `answer to ${word}` })),
    )
  })

  it('plays the same request as often as it was recorded, each time with its answer', async () => {
    const { exchanges } = await recorded(
      [about('a'), about('a')],
      [{ body: said('1') }, { body: said('2') }],
    )
    const live = provider(nowhere, new Tape(exchanges).fetch)
    const ends = [
      await ask(live, about('a')),
      await ask(live, about('a')),
      await ask(live, about('a')),
    ]
    expect(ends.map(({ end }) => end)).toMatchObject([
      { reply: { parts: [{ text: '1' }] } },
      { reply: { parts: [{ text: '2' }] } },
      {
        failure: {
          code: 'fatal',
          message: expect.stringContaining('2 times, and it was asked once more'),
        },
      },
    ])
  })

  it('says of a request that it does not have what differs', async () => {
    const { exchanges } = await recorded([about('weather'), about('time')], [{ body: said('x') }])
    const tape = new Tape(exchanges)
    const { end } = await ask(provider(nowhere, tape.fetch), about('tune'))
    const difference = 'messages[0].content: recorded "time", asked "tune"'
    expect(end).toMatchObject({
      failure: { code: 'fatal', message: expect.stringContaining(difference) },
    })
    expect(tape.misses).toMatchObject([{ message: expect.stringContaining(difference) }])
    expect(tape.unplayed()).toHaveLength(2)
  })

  it('shows of long texts where they part', async () => {
    const prompt = 'You are careful. '.repeat(99)
    const { exchanges } = await recorded([asking({ system: `${prompt}In /a.` })], [{}])
    const tape = new Tape(exchanges)
    await ask(provider(nowhere, tape.fetch), asking({ system: `${prompt}In /b.` }))
    const [miss] = tape.misses
    expect(miss!.message).toMatch(/messages\[0\]\.content: recorded "….{20}a\.", asked "….{20}b\."/)
    expect(miss!.nearest).toBe(exchanges[0])
  })

  it('plays to many at once, in any order, to each its own', async () => {
    const words = Array.from({ length: 20 }, (_, index) => `question ${index % 15}`)
    const answers = words.map((word, index) => ({ body: said(`${word}, answer ${index}`) }))
    const { exchanges } = await recorded(words.map(about), answers)
    for (let seed = 1; seed <= 10; seed++) {
      const random = randomFrom(seed)
      const places = words.map((_, at) => ({ at, by: random() }))
      const mixed = places.toSorted((one, other) => one.by - other.by).map(({ at }) => at)
      const tape = new Tape(exchanges)
      const live = provider(nowhere, tape.fetch)
      const ends = await Promise.all(mixed.map((at) => replyFrom(live, about(words[at]!))))
      // What was asked more than once is answered in the order of the recording.
      const played = ends.map(({ parts }) => textOf(parts)).toSorted()
      const expected = words.map((word, index) => `${word}, answer ${index}`).toSorted()
      expect(played, `seed ${seed}`).toEqual(expected)
      for (const [place, at] of mixed.entries()) {
        expect(textOf(ends[place]!.parts)).toContain(`${words[at]},`)
      }
      expect(tape.unplayed()).toEqual([])
    }
  })

  it('takes what a fetch takes', async () => {
    const request = { method: 'POST', url: 'u', headers: {}, body: 'ü' }
    const response = { status: 200, headers: {}, body: 'yes', isWhole: true }
    const tape = new Tape(Array.from({ length: 3 }, () => ({ request, response, ms: 1 })))
    const url = 'http://host.example/v1/anything'
    const asked = [
      await tape.fetch(url, { method: 'POST', body: 'ü' }),
      await tape.fetch(new URL(url), { method: 'POST', body: new TextEncoder().encode('ü') }),
      await tape.fetch(new Request(url, { method: 'POST', body: 'ü' })),
    ]
    expect(await Promise.all(asked.map((answer) => answer.text()))).toEqual(['yes', 'yes', 'yes'])
    await expect(tape.fetch(url, { signal: AbortSignal.abort() })).rejects.toThrow('aborted')
  })

  it.each(['{', '{"request": 1}'])('that is none says which line: %s', (line) => {
    const one: Exchange = { request: { method: 'POST', url: 'u', headers: {}, body: '' }, ms: 1 }
    expect(() => Tape.parse(`${JSON.stringify(one)}\n${line}\n`)).toThrow(/Line 2 of the tape/)
  })
})

/** Says one thing to a model, and runs until it is done. */
async function drive(wire: Provider) {
  const world = await testWorld({ provider: wire })
  await world.say('hi')
  return await run(world.session, { host: world.host })
}

it('a whole run is played by a provider of another wire too', async () => {
  const events = [
    '{"type":"message_delta","delta":{"stop_reason":"end_turn"}}',
    '{"type":"message_stop"}',
  ]
  const body = events.map((event) => `data: ${event}\n\n`).join('')
  await using server = await loopback({ status: 529, body: '' }, { body })
  const live = recordTape(anthropicProvider({ baseUrl: server.url }))
  const end = await drive(live.provider)
  expect(live.exchanges).toMatchObject([{ response: { status: 529 } }, { response: { body } }])
  const tape = new Tape(live.exchanges)
  expect(await drive(anthropicProvider({ baseUrl: nowhere, fetch: tape.fetch }))).toEqual(end)
  expect({ misses: tape.misses, unplayed: tape.unplayed() }).toEqual({ misses: [], unplayed: [] })
})

it.each(['chat', 'responses'] as const)('a run that misses (%s) ends at once', async (api) => {
  const tape = new Tape([])
  const wire = openaiProvider({ baseUrl: nowhere, api, fetch: tape.fetch })
  expect(await drive(withToolCalls(wire))).toMatchObject({ reason: 'failed' })
  expect(tape.misses).toMatchObject([{ message: 'The tape is empty.' }])
})
