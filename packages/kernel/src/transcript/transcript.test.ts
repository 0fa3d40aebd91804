import { expect, it } from 'vitest'
import {
  KernelError,
  memoryArtifacts,
  TranscriptReader,
  run,
  type Artifacts,
  type Exchange,
  type Provider,
} from '../index.ts'
import { randomFrom } from '../testing/random-from.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testRedactor } from '../testing/test-redactor.ts'
import { testWorld } from '../testing/test-world.ts'
import { bodyDelta, bodyOf } from './body-delta.ts'
import { TranscriptWriter } from './transcript-writer.ts'

const exchange = (body: string, answer = 'data: {}\n\n'): Exchange => ({
  request: { method: 'POST', url: 'http://x/v1/chat', headers: {}, body },
  response: { status: 200, headers: {}, body: answer, isWhole: true },
  ms: 3,
})

const readTranscript = (artifacts: Pick<Artifacts, 'get'>, hash: string) =>
  new TranscriptReader(artifacts).read(hash)

/** Artifacts that count what is put. */
function counting() {
  const inner = memoryArtifacts()
  const count = { bytes: 0, durable: 0 }
  const artifacts: Artifacts = {
    get: inner.get,
    put: (bytes, options) => {
      count.bytes += bytes.length
      if (options?.durable !== false) count.durable += 1
      return inner.put(bytes)
    },
  }
  return { artifacts, count }
}

it('a delta after any text gives the text back', () => {
  const random = randomFrom(7)
  const word = () => ['a', 'bb', '\ud83d', '🎉', '"', 'x'.repeat(5000)][Math.floor(random() * 6)]!
  for (let round = 0; round < 500; round++) {
    const base = Array.from({ length: 6 }, word).join('')
    const at = Math.floor(random() * base.length)
    const body = base.slice(0, at) + word() + base.slice(at + Math.floor(random() * 3))
    expect(bodyOf(bodyDelta(body, base), base)).toBe(body)
    expect(bodyOf(bodyDelta(base, body), body)).toBe(base)
    expect(bodyDelta(base, base).text).toBe('')
  }
})

it('a hundred turns cost the sum of what is new', async () => {
  const { artifacts, count } = counting()
  const writer = new TranscriptWriter(artifacts, undefined)
  const said = 'word '.repeat(200)
  let before = null
  let history = ''
  const bodies: string[] = []
  for (let turn = 0; turn < 100; turn++) {
    history += `{"role":"user","content":"${turn} ${said}"},`
    bodies.push(`{"messages":[${history}],"tools":[],"stream":true}`)
    before = await writer.write([exchange(bodies.at(-1)!)], before)
  }
  expect(count.bytes).toBeLessThan(100 * (said.length + 500))
  expect(count.durable).toBe(0)
  expect((await readTranscript(artifacts, before ?? ''))?.[0]?.request.body).toBe(bodies[99])
})

it('read one after the other each costs one artifact', async () => {
  const { artifacts } = counting()
  const writer = new TranscriptWriter(artifacts, undefined)
  const names: string[] = []
  for (let turn = 0; turn < 50; turn++) {
    names.push(await writer.write([exchange(`body ${turn}`)], names.at(-1) ?? null))
  }
  let reads = 0
  const get = (hash: string) => {
    reads += 1
    return artifacts.get(hash)
  }
  const reader = new TranscriptReader({ get })
  for (const [turn, name] of names.entries()) {
    expect((await reader.read(name))?.[0]?.request.body).toBe(`body ${turn}`)
  }
  expect(reads).toBe(50)
  expect((await reader.read(names[3]!))?.[0]?.request.body).toBe('body 3')
  expect((await reader.read(names[3]!))?.[0]?.request.body).toBe('body 3')
})

it('another process goes on where the last one ended', async () => {
  const { artifacts, count } = counting()
  const long = 'x'.repeat(100_000)
  const first = await new TranscriptWriter(artifacts, undefined).write([exchange(long)], null)
  const second = await new TranscriptWriter(artifacts, undefined).write(
    [exchange(`${long}y`), exchange(`${long}z`)],
    first,
  )
  expect(count.bytes).toBeLessThan(101_500)
  const read = await readTranscript(artifacts, second)
  expect(read?.map(({ request }) => request.body.slice(-1))).toEqual(['y', 'z'])
})

it('one whose base is gone says so, and the next one stands alone', async () => {
  const { artifacts } = counting()
  const gone = `sha256:${'0'.repeat(64)}` as const
  const writer = new TranscriptWriter(artifacts, undefined)
  const next = await writer.write([exchange('body')], gone)
  expect((await readTranscript(artifacts, next))?.[0]).toEqual(exchange('body'))
  expect(await readTranscript(artifacts, gone)).toBeUndefined()
})

/** A provider that sends an answer in these pieces, records it, and then ends as it is told. */
const recording = (pieces: string[], end: 'reply' | 'failure' | 'hang'): Provider => ({
  name: 'recording',
  async *stream({ messages, key }, { signal, record }) {
    const sent = exchange(
      JSON.stringify(messages),
      pieces.map((text) => `data: ${text}\n\n`).join(''),
    )
    try {
      for (const text of pieces) yield { type: 'text', index: 0, text }
      if (end === 'hang') {
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason), { once: true })
        })
      }
    } finally {
      record?.({ ...sent, request: { ...sent.request, url: `http://x/${key}` } })
    }
    if (end === 'reply') yield reply(pieces.join(''))
    else yield { type: 'failure', failure: { code: 'fatal', message: 'no' } }
  },
})

async function transcripts({ session }: Pick<Awaited<ReturnType<typeof testWorld>>, 'session'>) {
  const found: (Exchange[] | undefined)[] = []
  for await (const event of session.store.events.read(1)) {
    if (event.type !== 'model.settled') continue
    const { transcript } = event.data
    if (transcript) found.push(await readTranscript(session.store.artifacts, transcript))
  }
  return found
}

it.each(['reply', 'failure'] as const)('a call that ends in a %s has one', async (end) => {
  const world = await testWorld({ provider: recording(['he', 'llo'], end) })
  await world.say('hi')
  await run(world.session, { host: world.host })
  expect(await transcripts(world)).toMatchObject([
    [{ request: { body: expect.stringContaining('hi') }, response: { body: expect.any(String) } }],
  ])
})

it('a call that is cancelled has one', async () => {
  const world = await testWorld({ provider: recording(['he'], 'hang') })
  await world.say('hi')
  const running = run(world.session, { host: world.host })
  setTimeout(() => {
    void world.session.append([{ type: 'cancel.requested', data: { by: 'person' } }])
  }, 10)
  expect(await running).toMatchObject({ reason: 'cancelled' })
  expect(await transcripts(world)).toMatchObject([[{ response: { body: 'data: he\n\n' } }]])
})

it('holds no secret, also where one comes in pieces', async () => {
  const secret = 'hunter2-hunter2'
  const redactor = testRedactor([secret])
  const whole = await testWorld({ provider: recording([secret], 'failure'), redactor })
  await whole.say('hi')
  await run(whole.session, { host: whole.host })
  expect(JSON.stringify(await transcripts(whole))).not.toContain(secret)
  const pieces = await testWorld({
    provider: recording(['hunter2', '-hunter2'], 'failure'),
    redactor,
  })
  await pieces.say('hi')
  await run(pieces.session, { host: pieces.host })
  expect(await transcripts(pieces)).toMatchObject([
    [{ response: { body: '' }, broken: expect.stringContaining('withheld') }],
  ])
})

it('one in so many stands alone again, so that none costs more to read', async () => {
  const { artifacts } = counting()
  const writer = new TranscriptWriter(artifacts, undefined)
  const long = 'x'.repeat(2_000)
  let before = await writer.write([exchange(long)], null)
  for (let turn = 0; turn < 600; turn++) {
    before = await writer.write([exchange(`${long}${turn}`)], before)
  }
  let reads = 0
  const get = (hash: string) => {
    reads += 1
    return artifacts.get(hash)
  }
  const read = await new TranscriptReader({ get }).read(before)
  expect(read?.[0]?.request.body).toBe(`${long}599`)
  expect(reads).toBeLessThan(257)
})

it('a reply is kept when what went over the wire for it cannot be', async () => {
  const world = await testWorld({ provider: recording(['hello'], 'reply') })
  const { artifacts } = world.session.store
  const { put } = artifacts
  artifacts.put = (bytes, options) =>
    options?.durable === false
      ? Promise.reject(new KernelError('store_failed', 'the disk is full'))
      : put(bytes, options)
  await world.say('hi')
  expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'done' })
  expect(await transcripts(world)).toEqual([])
})

it('bytes that are no text hold no secret either', async () => {
  const { artifacts } = counting()
  const writer = new TranscriptWriter(artifacts, testRedactor(['hunter2-hunter2']))
  const body = Buffer.from('\xff hunter2-hunter2', 'latin1').toString('base64')
  const response = { status: 200, headers: {}, body, encoding: 'base64' as const, isWhole: true }
  const name = await writer.write([{ ...exchange('x'), response }], null)
  expect((await readTranscript(artifacts, name))?.[0]?.response).toMatchObject({ body: '' })
})
