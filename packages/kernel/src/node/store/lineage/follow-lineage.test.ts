import { expect, test } from 'vitest'
import { appendFileSync, readFileSync, truncateSync } from 'node:fs'
import { startChild } from '../__fixtures__/child.ts'
import { fill, freshStore, input, inputs, seqsOf } from '../__fixtures__/store.ts'
import type { Event } from '../../../events/event.ts'

/** Follows until `count` events have come. */
async function take(events: AsyncIterable<Event>, count: number): Promise<Event[]> {
  const taken: Event[] = []
  for await (const event of events) {
    taken.push(event)
    if (taken.length === count) break
  }
  return taken
}

const never = new AbortController().signal

test('following yields what is there, then what another process writes', async () => {
  await using fresh = freshStore()
  const store = await fresh.sessions.create('s')
  await fill(store.events, 3)
  await store.close()
  const reader = await fresh.sessions.reader('s')
  const following = take(reader.follow(2, never), 99)
  const child = startChild(fresh.home, 'append', 's', '100')
  expect(await following).toEqual(inputs(2, 100))
  expect(await child.line()).toBe('done')
})

test('a part of a line is not shown, and one that is taken back never was', async () => {
  await using fresh = freshStore()
  const store = await fresh.sessions.create('s')
  await store.events.append([input(1)], 0)
  const log = fresh.path('s', 'log.jsonl')
  const { length } = readFileSync(log)
  const seen: Event[] = []
  const stop = new AbortController()
  const following = (async () => {
    for await (const event of (await fresh.sessions.reader('s')).follow(1, stop.signal))
      seen.push(event)
  })()
  appendFileSync(log, '{"seq":2,"at":1,"type":"x.a.b","v":1,"cause":null,"data":')
  await new Promise((resolve) => setTimeout(resolve, 30))
  truncateSync(log, length)
  await store.events.append(inputs(2, 4), 1)
  await expect.poll(() => seqsOf(seen)).toEqual([1, 2, 3, 4])
  stop.abort()
  await following
})

test("following a fork yields its parent's events first and its own as they come", async () => {
  await using fresh = freshStore()
  const parent = await fresh.sessions.create('p')
  await fill(parent.events, 5)
  const child = await fresh.sessions.fork('p', 3, 'c')
  const following = take((await fresh.sessions.reader('c')).follow(2, never), 3)
  await fill(parent.events, 6)
  await child.events.append([input(4, 'mine')], 3)
  expect(await following).toEqual([...inputs(2, 3), input(4, 'mine')])
})

test('following ends with the signal, also when it begins with it', async () => {
  await using fresh = freshStore()
  await fresh.sessions.create('s')
  const reader = await fresh.sessions.reader('s')
  expect(await take(reader.follow(1, AbortSignal.abort()), 1)).toEqual([])
  const stop = new AbortController()
  const following = take(reader.follow(5, stop.signal), 1)
  setTimeout(() => stop.abort(), 20)
  expect(await following).toEqual([])
})
