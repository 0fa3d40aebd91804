import { expect, test } from 'vitest'
import type { Event } from '../../../events/event.ts'
import { created, freshStore, input } from '../__fixtures__/store.ts'

const after = (seq: number, type: string, data: object): any => ({ ...input(seq), type, data })

const price = { input: 1, output: 10 }
const configured = (seq: number): Event =>
  after(seq, 'session.configured', {
    model: { provider: 'one', id: 'large', price },
    fallbacks: [{ provider: 'two', id: 'small', price: { input: 2, output: 20 } }],
  })
const asked = (seq: number, choice = 0): Event =>
  after(seq, 'model.started', { attempt: 1, inputs: [], choice })
const replied = (seq: number, usage?: object): Event =>
  after(seq, 'model.settled', { kind: 'replied', reply: { parts: [], stop: 'end', usage } })
const million = { inputTokens: 1_000_000, outputTokens: 100_000 }

test('a list tells the model, its replies and what they cost, each at the price of who was asked', async () => {
  await using fresh = freshStore()
  const store = await fresh.sessions.create('s')
  await store.events.append([created('s'), configured(2), asked(3), replied(4, million)], 0)
  const [first] = await fresh.sessions.list()
  expect(first).toMatchObject({ model: 'one/large', turns: 1, cost: 2 })
  expect(first).not.toHaveProperty('prices')
  await store.events.append([asked(5, 1), replied(6, million)], 4)
  expect((await fresh.sessions.list())[0]).toMatchObject({ turns: 2, cost: 6 })
  const agent = { kind: 'reported', reason: 'done', turns: 1, usage: million, cost: 0.5 }
  const end = { kind: 'ended', end: agent, result: { kind: 'done', content: [] } }
  await store.events.append([after(7, 'task.settled', end)], 6)
  expect((await fresh.sessions.list())[0]).toMatchObject({ turns: 2, cost: 6.5 })
  await store.events.append([asked(8), replied(9)], 7)
  await store.events.append([asked(10), replied(11, million)], 9)
  expect((await fresh.sessions.list())[0]).toMatchObject({ turns: 4, cost: null })
})

test('a fork has the model of its parent, and its own replies', async () => {
  await using fresh = freshStore()
  const store = await fresh.sessions.create('p')
  await store.events.append([created('p'), configured(2), asked(3), replied(4, million)], 0)
  const fork = await fresh.sessions.fork('p', 4, 'f')
  const forked = after(5, 'session.forked', { session: 'f', parent: 'p', at: 4 })
  await fork.events.append([forked], 4)
  const listed = async () => (await fresh.sessions.list()).find(({ id }) => id === 'f')
  expect(await listed()).toMatchObject({ model: 'one/large' })
  expect(await listed()).not.toHaveProperty('turns')
  await fork.events.append([asked(6), replied(7, million)], 5)
  expect(await listed()).toMatchObject({ turns: 1, cost: 2 })
})
