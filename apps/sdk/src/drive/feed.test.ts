import { expect, it } from 'vitest'
import { Feed, keptUnread } from './feed.ts'

const many = Array.from({ length: 5 * keptUnread }, (_, index) => index)

async function all(values: AsyncIterable<number>): Promise<number[]> {
  const seen: number[] = []
  for await (const value of values) seen.push(value)
  return seen
}

it('gives a reader that is there every value, however many', async () => {
  const feed = new Feed<number>()
  const read = all(feed.read())
  for (const value of many) feed.push([value])
  feed.end()
  expect(await read).toEqual(many)
})

it('keeps what came shortly before the reader', async () => {
  const feed = new Feed<number>()
  feed.push(many.slice(0, keptUnread))
  const read = all(feed.read())
  feed.end()
  expect(await read).toEqual(many.slice(0, keptUnread))
})

it('keeps a bounded number of the newest when nobody reads', async () => {
  const feed = new Feed<number>()
  for (const value of many) feed.push([value])
  feed.end()
  const seen = await all(feed.read())
  expect(seen.length).toBeLessThan(2 * keptUnread)
  expect(seen).toEqual(many.slice(-seen.length))
  expect(seen.length).toBeGreaterThanOrEqual(keptUnread)
})
