import { expect, it } from 'vitest'
import { run, StreamMapping, usageView, type ModelEnd, type ModelSpec } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld, type TestWorldOptions } from '../testing/test-world.ts'
import { events } from './__fixtures__/scene.ts'

const model = (id: string, input = 1): ModelSpec => ({
  provider: 'scripted',
  id,
  price: { input, output: 0 },
})
const failing = (code: 'retryable' | 'auth' | 'fatal' | 'refused'): ModelEnd => ({
  type: 'failure',
  failure: { code, message: `${code}.` },
})

/** A world of models by id, `a` first, then `b` and `c`. */
const chain = (answers: Record<string, (turn: number) => ModelEnd>, maxAttempts = 2) =>
  testWorld({
    answer: ({ model: { id } }, turn) => answers[id]!(turn),
    limits: { maxAttempts },
    setup: { model: model('a'), fallbacks: [model('b', 1_000), model('c')] },
  } satisfies TestWorldOptions)

const started = async (session: Parameters<typeof events>[0]) =>
  (await events(session)).flatMap(({ type, data }) =>
    type === 'model.started' ? [[data.choice ?? 0, data.attempt]] : [],
  )

it.each(['auth', 'fatal', 'refused'] as const)(
  'goes on with the next model on %s',
  async (code) => {
    const { session, host, say } = await chain({ a: () => failing(code), b: () => reply('hello') })
    await say('hi')
    expect(await run(session, { host })).toMatchObject({ reason: 'done' })
    expect(await started(session)).toEqual([
      [0, 1],
      [1, 1],
    ])
  },
)

it('tries each model as often as the limit says, and fails with the last one’s words', async () => {
  const bad = () => failing('retryable')
  const { session, host, say } = await chain({ a: bad, b: bad, c: () => failing('auth') })
  await say('hi')
  expect(await run(session, { host })).toMatchObject({ reason: 'failed', message: 'auth.' })
  expect(await started(session)).toEqual([
    [0, 1],
    [0, 2],
    [1, 1],
    [1, 2],
    [2, 1],
  ])
})

it('stays with the model that answered for the run, at its price, and begins the next run anew', async () => {
  const { session, host, say } = await chain({
    a: () => failing('auth'),
    b: (turn) => (turn === 1 ? reply('', [['echo', { text: 'x' }]]) : reply('done')),
  })
  await say('hi')
  await run(session, { host })
  expect(await started(session)).toEqual([
    [0, 1],
    [1, 1],
    [1, 1],
  ])
  // 10 tokens of input in each of two replies, at 1,000 dollars a million.
  expect(usageView(session.state).cost).toBeCloseTo(0.02)
  await say('again')
  await run(session, { host })
  expect((await started(session)).slice(3)).toEqual([
    [0, 1],
    [1, 1],
  ])
})

it('the stream says which model goes on, in the same turn', async () => {
  const { session, host, say } = await chain({ a: () => failing('auth'), b: () => reply('hello') })
  const mapping = new StreamMapping(session.state)
  await say('hi')
  await run(session, { host })
  const lines = (await events(session)).slice(2).flatMap((event) => mapping.event(event))
  expect(lines.filter(({ type }) => type === 'error')).toMatchObject([
    { message: 'auth. Going on with scripted/b.', recoverable: true },
  ])
  expect(lines.filter(({ type }) => type === 'turn.start')).toHaveLength(1)
})

it('the stream says how long is waited, which is what the server asked for up to a cap', async () => {
  const busy = (retryAfterMs?: number): ModelEnd => ({
    type: 'failure',
    failure: {
      code: 'retryable',
      message: 'Busy.',
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    },
  })
  const ends = [busy(7), busy(99_000), reply('hello')]
  const { session, host, say } = await testWorld({
    answer: (_, turn) => ends[turn]!,
    limits: { retryCapMs: 20 },
  })
  const mapping = new StreamMapping(session.state)
  await say('hi')
  await run(session, { host })
  const lines = (await events(session)).slice(2).flatMap((event) => mapping.event(event))
  expect(lines.filter(({ type }) => type === 'error')).toMatchObject([
    { message: 'Busy. Trying again in 0.0 s (attempt 2 of 5).' },
    { message: 'Busy. Trying again in 0.0 s (attempt 3 of 5).' },
  ])
  const pauses = (await events(session)).flatMap(({ type, data }) =>
    type === 'timer.started' ? [data.delayMs] : [],
  )
  expect(pauses).toEqual([7, 20])
})

it('a session that is told another model asks that one', async () => {
  const { session, host, say } = await chain({
    a: () => failing('auth'),
    b: () => reply('', [['echo', { text: 'x' }]]),
    d: () => reply('done'),
  })
  await say('hi')
  const stop = new AbortController()
  session.onAppend((written) => {
    if (written.some(({ type }) => type === 'tool.settled')) stop.abort()
  })
  await run(session, { host, signal: stop.signal })
  expect(session.state.model.choice).toBe(1)
  const { configuration } = session.state.identity
  const told = { ...configuration!, model: model('d'), fallbacks: [model('c')] }
  await session.append([{ type: 'session.configured', data: told }])
  expect(session.state.model.choice).toBe(0)
})

it('what came from a cache and is counted beside the input makes no call cheaper than nothing', async () => {
  const usage = { inputTokens: 10, outputTokens: 0, cacheReadTokens: 1_000 }
  const end = reply('hello')
  const { session, host, say } = await chain({
    a: () => (end.type === 'reply' ? { type: 'reply', reply: { ...end.reply, usage } } : end),
  })
  await say('hi')
  await run(session, { host })
  expect(usageView(session.state).cost).toBeGreaterThanOrEqual(0)
})
