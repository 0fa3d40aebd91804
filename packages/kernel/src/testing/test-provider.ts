import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'

import type { FailureCode } from '../events/failure.ts'
import type { Reply, ReplyPart } from '../events/reply.ts'
import type { ModelDelta, ModelEnd, ModelRequest, Provider } from '../ports/provider.ts'

/** What the server behind the provider does in a test, in the words of the port. */
export type ProviderScene =
  /** It answers these parts, in at least two pieces each, and says that it is done. */
  | { kind: 'reply'; parts: readonly ReplyPart[] }
  /** It sends this text and ends the connection before the answer is done. */
  | { kind: 'cut'; text: string }
  /** It sends this text, then nothing, and keeps the connection open. */
  | { kind: 'hang'; text: string }
  /** It answers an error of this class before any text. */
  | { kind: 'error'; code: Exclude<FailureCode, 'truncated'>; retryAfterMs?: number }

/** A provider before a server that plays one scene for every request. */
export interface ProviderStage {
  provider: Provider
  /** What the provider was given as its key; no failure may say it. */
  secret?: string
  /** Connections open right now; left out where there is no connection. */
  connections?(): number
  close?(): Promise<void>
}

/** How the suite is run: `test` is that of any runner; a scene that cannot happen is left out with the reason. */
export interface ProviderSuite {
  test(name: string, body: () => Promise<void>): void
  skip?: Partial<Record<ProviderScene['kind'], string>>
}

const said: ReplyPart[] = [{ type: 'text', text: 'Grüße, 世界 — done. 🎉' }]
const asked: ReplyPart[] = [
  { type: 'text', text: 'Two calls at once.' },
  { type: 'call', id: 'call_a', name: 'read_file', input: '{"path": "a.txt"}' },
  { type: 'call', id: 'call_b', name: 'read_file', input: '{"path": "ü.txt"}' },
]
const broken: ReplyPart[] = [
  { type: 'call', id: 'call_x', name: 'edit', input: '{"path": "a.txt", "old": ' },
]
const codes = ['retryable', 'overflow', 'auth', 'refused', 'fatal'] as const

/**
 * The contract of `Provider`, for every implementation: deltas, then exactly one end; the deltas put together are the
 * reply; a stream cut short is a failure; failures are typed and hold no secret; arguments pass as text; abort and
 * leaving early close the connection within a second.
 */
export function testProvider(
  name: string,
  makeStage: (scene: ProviderScene) => Promise<ProviderStage>,
  suite: ProviderSuite,
): void {
  const check = (
    title: string,
    scene: ProviderScene,
    body: (stage: ProviderStage) => Promise<unknown>,
  ) => {
    const reason = suite.skip?.[scene.kind]
    if (reason !== undefined) return suite.test(`${name}: ${title} (left out: ${reason})`, done)
    return suite.test(`${name}: ${title}`, async () => {
      const stage = await makeStage(scene)
      try {
        await body(stage)
      } finally {
        await stage.close?.()
      }
    })
  }
  const replies = { text: said, 'parallel calls': asked, 'arguments that are not JSON': broken }
  for (const [what, parts] of Object.entries(replies)) {
    check(`a reply of ${what} is the sum of its deltas`, { kind: 'reply', parts }, (stage) =>
      checkReply(stage, parts),
    )
  }
  check('two streams at once do not mix', { kind: 'reply', parts: asked }, async (stage) => {
    await Promise.all([checkReply(stage, asked), checkReply(stage, asked)])
  })
  check('a stream cut short is a failure', { kind: 'cut', text: 'half' }, (stage) =>
    checkFailure(stage, 'truncated'),
  )
  for (const code of codes) {
    check(`a failure of class ${code} is typed`, { kind: 'error', code }, (stage) =>
      checkFailure(stage, code),
    )
  }
  check(
    'the time a server asks for is kept',
    { kind: 'error', code: 'retryable', retryAfterMs: 2000 },
    async (stage) => {
      const failure = await checkFailure(stage, 'retryable')
      assert.equal(failure.retryAfterMs, 2000)
    },
  )
  check('abort settles and closes the connection', { kind: 'hang', text: 'well' }, checkAbort)
  check('leaving early closes the connection', { kind: 'hang', text: 'well' }, checkLeave)
  check('a fired signal makes no request', { kind: 'reply', parts: said }, checkFired)
}

const done = () => Promise.resolve()

async function checkReply(stage: ProviderStage, parts: readonly ReplyPart[]): Promise<void> {
  const { deltas, end } = await collect(stage.provider, new AbortController().signal)
  assert.equal(end.type, 'reply', JSON.stringify(end))
  if (end.type !== 'reply') return
  const bare = end.reply.parts.map(withoutOpaque)
  assert.deepEqual(bare, parts)
  assert.equal(end.reply.stop, parts.some(({ type }) => type === 'call') ? 'calls' : 'end')
  checkSum(deltas, end.reply)
}

function withoutOpaque(part: ReplyPart): ReplyPart {
  if (part.type !== 'call') return { type: part.type, text: part.text }
  return { type: 'call', id: part.id, name: part.name, input: part.input }
}

/** Every part is told piece by piece, in its place, and a call says its name first. */
function checkSum(deltas: readonly ModelDelta[], reply: Reply): void {
  for (const [index, part] of reply.parts.entries()) {
    const mine = deltas.filter((delta) => delta.index === index)
    const text = mine.map((delta) => (delta.type === 'call' ? delta.input : delta.text)).join('')
    assert.ok(mine.every(({ type }) => type === part.type))
    assert.equal(text, part.type === 'call' ? part.input : part.text)
    const names = mine.map((delta) => (delta.type === 'call' ? delta.name : undefined))
    if (part.type === 'call') assert.equal(names[0], part.name)
    assert.ok(names.slice(1).every((later) => later === undefined))
  }
  assert.ok(deltas.every(({ index }) => index < reply.parts.length))
}

async function checkFailure({ provider, secret }: ProviderStage, code: FailureCode) {
  const { end } = await collect(provider, new AbortController().signal)
  assert.equal(end.type, 'failure', JSON.stringify(end))
  if (end.type !== 'failure') throw new assert.AssertionError({ message: 'no failure' })
  assert.equal(end.failure.code, code, end.failure.message)
  assert.notEqual(end.failure.message.trim(), '')
  if (secret !== undefined) assert.ok(!JSON.stringify(end.failure).includes(secret))
  return end.failure
}

async function checkAbort(stage: ProviderStage): Promise<void> {
  const controller = new AbortController()
  const reason = new Error('stopped by the test')
  const stream = stage.provider.stream(request(), { signal: controller.signal })
  const iterator = stream[Symbol.asyncIterator]()
  assert.equal((await iterator.next()).value?.type, 'text')
  const pending = drain(iterator)
  controller.abort(reason)
  const settled = await within(1000, pending.catch(isReason(reason)))
  assert.ok(settled.every(({ type }) => type !== 'reply'))
  await checkClosed(stage)
}

const isReason = (reason: Error) => (error: unknown) => {
  assert.equal(error, reason, 'after an abort a stream throws the reason of the signal or nothing')
  return []
}

async function checkLeave(stage: ProviderStage): Promise<void> {
  const { signal } = new AbortController()
  for await (const event of stage.provider.stream(request(), { signal })) {
    if (event.type === 'text') break
  }
  await checkClosed(stage)
}

async function checkFired(stage: ProviderStage): Promise<void> {
  const reason = new Error('fired before')
  const stream = stage.provider.stream(request(), { signal: AbortSignal.abort(reason) })
  const events = await within(1000, drain(stream[Symbol.asyncIterator]()).catch(isReason(reason)))
  assert.deepEqual(events, [])
  await checkClosed(stage)
}

async function checkClosed({ connections }: ProviderStage): Promise<void> {
  if (!connections) return
  for (let waited = 0; connections() > 0 && waited < 1000; waited += 10) await sleep(10)
  assert.equal(connections(), 0, 'a connection is open a second after the stream was left')
}

/** All deltas and the one end, which is last. */
async function collect(provider: Provider, signal: AbortSignal) {
  const events = await drain(provider.stream(request(), { signal })[Symbol.asyncIterator]())
  const isEnd = (event: ModelDelta | ModelEnd): event is ModelEnd =>
    event.type === 'reply' || event.type === 'failure'
  const ends = events.filter(isEnd)
  assert.equal(ends.length, 1, 'a stream has exactly one end')
  const end = ends[0]
  assert.ok(end !== undefined && events.at(-1) === end, 'the end is last')
  return { deltas: events.filter((event) => !isEnd(event)), end }
}

async function drain(
  iterator: AsyncIterator<ModelDelta | ModelEnd>,
): Promise<(ModelDelta | ModelEnd)[]> {
  const events: (ModelDelta | ModelEnd)[] = []
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    events.push(next.value)
  }
  return events
}

async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  const timer = new AbortController()
  const late = sleep(ms, undefined, { signal: timer.signal }).then(() => {
    throw new assert.AssertionError({ message: `not settled within ${ms} ms` })
  })
  return Promise.race([promise, late]).finally(() => timer.abort())
}

const request = (): ModelRequest => ({
  model: { provider: 'test', id: 'test-model' },
  system: 'You are being tested.',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Go on.' }] }],
  tools: [],
  key: 'suite/1',
  image: () => Promise.resolve(undefined),
})
