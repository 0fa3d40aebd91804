import { expect, it } from 'vitest'
import {
  contextTokens,
  evolveConversation,
  messagesOf,
  messageTokens,
  noConversation,
  run,
  textContent,
  type Compactor,
  type ModelEnd,
} from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testCompactor } from '../testing/test-compactor.ts'
import { testWorld, type TestWorld } from '../testing/test-world.ts'
import { cancel, events, turns, types } from './__fixtures__/scene.ts'

/** Sums up everything before the newest turn, in one word. */
const bluntCompactor: Compactor = {
  async compact({ entries }) {
    const upto = entries.findLast(({ origin }) => origin === 'model')?.seq
    const inputs = entries.flatMap(({ seq, origin, message }) =>
      origin === 'person' && message.role === 'user' && seq <= (upto ?? Infinity)
        ? [message.content]
        : [],
    )
    return { content: textContent('summary'), inputs, ...(upto !== undefined && { upto }) }
  },
}

testCompactor('a blunt compactor', async () => ({ compactor: bluntCompactor }), { test: it })

const long = 'x'.repeat(3_000)
const texts = async ({ session }: TestWorld) =>
  messagesOf(await session.conversation()).map((message) => {
    if (message.role === 'assistant') return 'reply'
    const [part] = message.content
    return part?.type === 'text' ? part.text.slice(0, 10) : 'image'
  })
const settled = async ({ session }: TestWorld) =>
  (await events(session)).flatMap((event) =>
    event.type === 'compaction.settled' ? [event.data] : [],
  )
const ask = ({ session }: TestWorld, focus = 'names') =>
  session.append([{ type: 'compaction.requested', data: { focus } }])

it('compacts before the window overflows, measured by what is new since the last count', async () => {
  const world = await testWorld({
    contextWindow: 1_000,
    ...turns(reply('', [['echo', { text: long }]]), reply('ok')),
    host: { compactor: { compact: async () => ({ content: textContent('summary') }) } },
  })
  await world.say('go')
  await run(world.session, { host: world.host })
  expect(await types(world.session)).toContain('compaction.settled')
  expect(await texts(world)).toEqual(['summary', 'reply'])
  const [data] = await settled(world)
  expect(data).toMatchObject({ kind: 'compacted', before: expect.any(Number) })
  expect(data?.kind === 'compacted' && (data.after ?? 0) < (data.before ?? 0)).toBe(true)
})

it('lets the provider judge when a conversation cannot be made shorter', async () => {
  const world = await testWorld({
    contextWindow: 1_000,
    ...turns(reply('', [['echo', { text: long }]]), reply('ok')),
  })
  await world.say('go')
  expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'done' })
  expect(await settled(world)).toEqual([
    { kind: 'failed', message: 'this host cannot make a conversation shorter' },
  ])
})

it('ends the run when the provider refuses what could not be made shorter, once for each input', async () => {
  const overflow: ModelEnd = { type: 'failure', failure: { code: 'overflow', message: 'too long' } }
  const world = await testWorld(turns(overflow))
  await world.say('go')
  const end = await run(world.session, { host: world.host })
  expect(end).toMatchObject({
    reason: 'failed',
    message: 'too long; the conversation could not be made shorter',
  })
  await world.say('more')
  await world.say('and more')
  expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'failed' })
  const all = await types(world.session)
  expect(all.filter((type) => type === 'model.started')).toHaveLength(2)
  expect(all.filter((type) => type === 'compaction.started')).toHaveLength(2)
})

it('compacts once for an overflow, and asks again', async () => {
  const overflow: ModelEnd = { type: 'failure', failure: { code: 'overflow', message: 'too long' } }
  const world = await testWorld({
    ...turns(reply('', [['echo', { text: long }]]), overflow, reply('ok')),
    host: { compactor: bluntCompactor },
  })
  await world.say('go')
  expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'done' })
  expect((await settled(world)).map(({ kind }) => kind)).toEqual(['compacted'])
  expect((await types(world.session)).filter((type) => type === 'model.started')).toHaveLength(3)
})

it('makes an idle conversation shorter when somebody asks, and starts no run for it', async () => {
  const world = await testWorld({
    ...turns(reply('', [['echo', { text: long }]]), reply('ok')),
    host: { compactor: bluntCompactor },
  })
  await world.say('go')
  await run(world.session, { host: world.host })
  await ask(world)
  expect(await run(world.session, { host: world.host })).toMatchObject({ kind: 'idle' })
  expect((await types(world.session)).slice(-3)).toEqual([
    'compaction.requested',
    'compaction.started',
    'compaction.settled',
  ])
  expect(await texts(world)).toEqual(['go', 'summary'])
  expect(world.session.state.compaction.asked).toBeNull()
})

it('says why it made nothing shorter, and does not count it against the run', async () => {
  const world = await testWorld({ ...turns(reply('ok')), host: { compactor: bluntCompactor } })
  await ask(world)
  await run(world.session, { host: world.host })
  expect(await settled(world)).toEqual([
    { kind: 'failed', message: 'nothing is left that could be made shorter' },
  ])
  expect(world.session.state.compaction.failures).toBe(0)
})

it('an asked compaction has what the person wants kept, and the files and tools of the session', async () => {
  const seen: unknown[] = []
  const world = await testWorld({
    ...turns(reply('', [['echo', { text: long }]]), reply('ok')),
    host: {
      compactor: {
        async compact({ focus, reason, entries, files }, { recall, ask: question, tokensOf }) {
          seen.push({ focus, reason, files, origins: entries.map(({ origin }) => origin) })
          seen.push((await recall('echo'))?.length, await question({ system: 's', text: 't' }))
          seen.push(entries.every(({ message }) => tokensOf(message) >= messageTokens(message) / 2))
          return { content: textContent('summary') }
        },
      },
    },
  })
  await world.say('go')
  await run(world.session, { host: world.host })
  await ask(world)
  await run(world.session, { host: world.host })
  expect(seen).toEqual([
    { focus: 'names', reason: 'asked', files: [], origins: ['person', 'model', 'tool', 'model'] },
    1,
    { text: 'ok', isWhole: true },
    true,
  ])
  expect((await settled(world)).at(-1)).toMatchObject({
    usage: { inputTokens: 10, outputTokens: 5 },
  })
})

it.each([
  ['another event than a reply', 3],
  ['an event that is not there', 4_000],
])('refuses to cut at %s', async (_, upto) => {
  const world = await testWorld({
    ...turns(reply('', [['echo', { text: long }]]), reply('ok')),
    host: { compactor: { compact: async () => ({ content: textContent('summary'), upto }) } },
  })
  await world.say('go')
  await run(world.session, { host: world.host })
  await ask(world)
  await run(world.session, { host: world.host })
  expect((await settled(world)).at(-1)).toMatchObject({
    kind: 'failed',
    message: `the compactor would cut the conversation at ${upto}, which is not a reply`,
  })
})

it('shows shorter results and no old reasoning, and folds to the same from every event', async () => {
  const thinks: ModelEnd = {
    type: 'reply',
    reply: {
      parts: [
        { type: 'reasoning', text: long },
        { type: 'call', id: 'a', name: 'echo', input: JSON.stringify({ text: long }) },
      ],
      stop: 'calls',
    },
  }
  const world = await testWorld({
    ...turns(thinks, reply('ok')),
    host: {
      compactor: {
        async compact({ entries }) {
          const [call] = entries.flatMap((entry) => entry.call ?? [])
          return {
            results: call === undefined ? [] : [{ call, content: textContent('short') }],
            reasoning: entries.at(-1)?.seq,
          }
        },
      },
    },
  })
  await world.say('go')
  await run(world.session, { host: world.host })
  const all = await events(world.session)
  const before = messagesOf(all.reduce(evolveConversation, noConversation()))
  await ask(world)
  await run(world.session, { host: world.host })
  const messages = messagesOf(await world.session.conversation())
  expect(messages[1]).toMatchObject({ role: 'assistant', reply: { parts: [{ type: 'call' }] } })
  expect(messages[2]).toMatchObject({ role: 'tool', content: textContent('short') })
  expect(messages).toHaveLength(4)
  // What the model saw before is still the fold of the events before.
  expect(JSON.stringify(before)).toContain(long)
  const now = await events(world.session)
  expect(messagesOf(now.reduce(evolveConversation, noConversation()))).toEqual(messages)
})

it.each([
  ['a tenth of the window is grown by', 3_000, 1],
  ['the same after one that failed, however little is left', 3_400, 2],
])('does not compact again before %s', async (_, base, times) => {
  let asked = 0
  const world = await testWorld({
    contextWindow: 4_000,
    answer: ({ messages }, turn) => {
      const end = turn < 12 ? reply('', [['echo', { text: `${turn}`.repeat(60) }]]) : reply('ok')
      const inputTokens = base + messages.length * 20
      if (end.type === 'reply') end.reply.usage = { inputTokens, outputTokens: 0 }
      return end
    },
    host: {
      compactor: {
        async compact() {
          asked += 1
          throw new Error('not today')
        },
      },
    },
  })
  await world.say('go')
  await run(world.session, { host: world.host })
  expect(asked).toBe(times)
})

const words = (tokens: number) => 'word '.repeat(Math.ceil((tokens * 3.5) / 5))
const failing: Compactor = {
  async compact(_, { ask: question }) {
    await question({ system: 's', text: 't' })
    throw new Error('not today')
  },
}

it('counts what a compaction cost that came to nothing', async () => {
  const world = await testWorld({ ...turns(reply('ok')), host: { compactor: failing } })
  await ask(world)
  await run(world.session, { host: world.host })
  expect((await settled(world)).at(-1)).toMatchObject({
    kind: 'failed',
    usage: { inputTokens: 10 },
  })
  expect(world.session.state.usage).toMatchObject({ inputTokens: 10, outputTokens: 5 })
})

it.each([
  ['nothing', 0],
  ['all requests together', 90_000],
])('makes the conversation shorter in time where a server counts %s', async (_, counted) => {
  const sizes: number[] = []
  const world = await testWorld({
    contextWindow: 8_000,
    limits: { maxTurns: 40 },
    answer: ({ messages }, turn) => {
      sizes.push(messages.reduce((sum, message) => sum + messageTokens(message), 0))
      const end = turn < 30 ? reply('', [['echo', { text: `${turn} ${words(400)}` }]]) : reply('ok')
      if (end.type === 'reply')
        end.reply.usage = { inputTokens: counted * (turn + 1), outputTokens: 0 }
      return end
    },
    host: { compactor: bluntCompactor },
  })
  await world.say('go')
  await run(world.session, { host: world.host })
  expect(Math.max(...sizes)).toBeLessThan(8_000)
  expect((await settled(world)).length).toBeGreaterThan(2)
})

it('counts what arrives while a conversation is made shorter', async () => {
  let arrive: () => Promise<void> = async () => undefined
  const world = await testWorld({
    ...turns(reply('', [['echo', { text: words(2_000) }]]), reply('ok')),
    host: {
      compactor: {
        async compact(request, context) {
          await arrive()
          return bluntCompactor.compact(request, context)
        },
      },
    },
  })
  arrive = () => world.say(words(5_000), 'follow-up')
  await world.say('go')
  await run(world.session, { host: world.host })
  const seen: number[] = []
  world.session.onAppend((all) => {
    if (all.some(({ type }) => type === 'compaction.settled'))
      seen.push(contextTokens(world.session.state))
  })
  await ask(world)
  await run(world.session, { host: world.host })
  expect(seen[0]).toBeGreaterThan(5_000)
})

it('begins one anew that somebody asked for and a dead process left', async () => {
  const world = await testWorld({
    ...turns(reply('', [['echo', { text: long }]]), reply('ok')),
    host: { compactor: bluntCompactor },
  })
  await world.say('go')
  await run(world.session, { host: world.host })
  await ask(world)
  await world.session.advance()
  await world.session.sync()
  await run(world.session, { host: world.host })
  expect((await settled(world)).map(({ kind }) => kind)).toEqual(['lost', 'compacted'])
  const started = (await events(world.session)).filter(({ type }) => type === 'compaction.started')
  expect(started.map(({ data }) => data)).toMatchObject([{ focus: 'names' }, { focus: 'names' }])
})

it('is cancelled while the session is idle', async () => {
  const stuck: Compactor = {
    compact: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
        void cancel(world.session)
      }),
  }
  const world = await testWorld({ ...turns(reply('ok')), host: { compactor: stuck } })
  await world.say('go')
  await run(world.session, { host: world.host })
  await ask(world)
  await run(world.session, { host: world.host })
  expect((await settled(world)).map(({ kind }) => kind)).toEqual(['cancelled'])
})

it('takes whatever is saved when the next request would be refused', async () => {
  const overflow: ModelEnd = { type: 'failure', failure: { code: 'overflow', message: 'too long' } }
  const world = await testWorld({
    ...turns(reply('', [['echo', { text: words(3_000) }]]), overflow, reply('ok')),
    host: {
      compactor: {
        async compact({ entries }) {
          const results = entries.flatMap(({ call }) =>
            call ? [{ call, content: textContent(words(2_990)) }] : [],
          )
          return { results }
        },
      },
    },
  })
  await world.say('go')
  expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'done' })
})

it('a message of a person is shown shorter, and the log keeps it', async () => {
  const world = await testWorld({
    ...turns(reply('ok')),
    host: {
      compactor: {
        async compact({ entries }) {
          const [first] = entries
          return { said: [{ input: first?.since ?? 0, content: textContent('short') }] }
        },
      },
    },
  })
  await world.say(long)
  await run(world.session, { host: world.host })
  await ask(world)
  await run(world.session, { host: world.host })
  expect(await texts(world)).toEqual(['short', 'reply'])
  expect(JSON.stringify(await events(world.session))).toContain(long)
})
