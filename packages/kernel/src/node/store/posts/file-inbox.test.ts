import { readdirSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startChild } from '../__fixtures__/child.ts'
import { fail, faultyDisk } from '../__fixtures__/faulty-disk.ts'
import { freshStore, post } from '../__fixtures__/store.ts'

const never = new AbortController().signal

test('posts are pending in the order they were posted, until they are removed', async () => {
  await using fresh = freshStore()
  const { sessions } = fresh
  const { inbox } = await sessions.create('s')
  expect(await inbox.pending()).toEqual([])
  const ids = Array.from({ length: 20 }, (_, index) => `post ${index * 7}/é`)
  for (const id of ids) await sessions.post('s', post(id))
  expect(await inbox.pending()).toEqual(ids.map((id) => post(id)))
  await inbox.remove(ids[0]!)
  await inbox.remove('never posted')
  expect((await inbox.pending()).map(({ id }) => id)).toEqual(ids.slice(1))
})

test('a post that waits already is not put again, and one posted twice at once is pending once', async () => {
  await using fresh = freshStore()
  const { inbox } = await fresh.sessions.create('s')
  await fresh.sessions.post('s', post('a', 'first'))
  await fresh.sessions.post('s', post('a', 'second'))
  expect(await inbox.pending()).toEqual([post('a', 'first')])
  await Promise.all([1, 2, 3].map(() => fresh.sessions.post('s', post('b'))))
  expect((await inbox.pending()).map(({ id }) => id)).toEqual(['a', 'b'])
  await inbox.remove('b')
  expect((await inbox.pending()).map(({ id }) => id)).toEqual(['a'])
})

test('posts outlive the process that holds the session', async () => {
  await using fresh = freshStore()
  const { sessions } = fresh
  const first = await sessions.create('s')
  await sessions.post('s', post('a'))
  await first.close()
  await sessions.post('s', post('b'))
  const { inbox } = await sessions.open('s')
  expect((await inbox.pending()).map(({ id }) => id)).toEqual(['a', 'b'])
})

test('a post from another process wakes the holder', async () => {
  await using fresh = freshStore()
  const { home, sessions } = fresh
  const { inbox } = await sessions.create('s')
  await inbox.pending()
  const woken = inbox.changed(never)
  const child = startChild(home, 'post', 's', 'a', 'b')
  await woken
  expect((await inbox.pending())[0]).toEqual(post('a'))
  expect(await child.line()).toBe('posted')
  expect((await inbox.pending()).map(({ id }) => id)).toEqual(['a', 'b'])
})

test('a post that arrived after the look and before the wait is not slept over', async () => {
  await using fresh = freshStore()
  const { sessions } = fresh
  const { inbox } = await sessions.create('s')
  await inbox.pending()
  await sessions.post('s', post('a'))
  await inbox.changed(never)
  await inbox.pending() // it waits still, and is no news
  const stop = new AbortController()
  const waiting = inbox.changed(stop.signal)
  stop.abort(new Error('stopped'))
  await expect(waiting).rejects.toThrow('stopped')
})

test.each([
  ['is no JSON', '{"id":"x","dra'],
  ['is no post', '{"id":"x","draft":{"type":"run.started","data":{}}}'],
  ['stands under a name that is not its own', JSON.stringify(post('other'))],
])('a post that %s is set aside, reported, and blocks nothing', async (_, text) => {
  await using fresh = freshStore()
  const { inbox } = await fresh.sessions.create('s')
  await fresh.sessions.post('s', post('a'))
  writeFileSync(fresh.path('s', 'posts', '0-x.json'), text)
  await fresh.sessions.post('s', post('b'))
  expect((await inbox.pending()).map(({ id }) => id)).toEqual(['a', 'b'])
  expect(fresh.repairs).toEqual([
    { kind: 'bad-post', session: 's', kept: fresh.path('s', 'torn', 'post-0-x.json') },
  ])
  expect(readdirSync(fresh.path('s', 'posts'))).toHaveLength(2)
})

test('a post that finds the disk full is refused and leaves nothing', async () => {
  const { disk, faults } = faultyDisk('posts')
  await using fresh = freshStore({ disk })
  const { inbox } = await fresh.sessions.create('s')
  faults.append = fail('ENOSPC')
  const refused = fresh.sessions.post('s', post('a'))
  await expect(refused).rejects.toMatchObject({ code: 'store_failed' })
  await expect(refused).rejects.toThrow('the disk is full')
  expect(await inbox.pending()).toEqual([])
  expect(readdirSync(fresh.path('s', 'posts'))).toEqual([])
})
