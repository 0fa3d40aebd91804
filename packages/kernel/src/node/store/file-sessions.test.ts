import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { created, fill, freshStore, inputs, post, readAll } from './__fixtures__/store.ts'

test('nothing is touched before the first call', async () => {
  await using fresh = freshStore()
  expect(existsSync(join(fresh.home, 'sessions'))).toBe(false)
  expect(await fresh.sessions.list()).toEqual([])
})

test('a created session is there for the next to open, its events with it', async () => {
  await using fresh = freshStore()
  const store = await fresh.sessions.create('s')
  expect(store.events.head).toBe(0)
  await store.events.append([created('s')], 0)
  await store.events.sync()
  await store.close()
  const again = await fresh.sessions.open('s')
  expect(again.events.session).toBe('s')
  expect(again.events.head).toBe(1)
  expect(await readAll(again)).toEqual([created('s')])
})

test('reading ends at the head of the time of the call', async () => {
  await using fresh = freshStore()
  const store = await fresh.sessions.create('s')
  await fill(store.events, 2)
  const reading = store.events.read(1)
  await fill(store.events, 4)
  const seqs: number[] = []
  for await (const { seq } of reading) seqs.push(seq)
  expect(seqs).toEqual([1, 2])
})

test('a session is created once', async () => {
  await using fresh = freshStore()
  const store = await fresh.sessions.create('s')
  await expect(fresh.sessions.create('s')).rejects.toMatchObject({ code: 'session_exists' })
  await store.close()
  await expect(fresh.sessions.create('s')).rejects.toMatchObject({ code: 'session_exists' })
  await (await fresh.sessions.open('s')).close() // the refused one gave the lock back
})

test('a session that is not there is not found, by any verb', async () => {
  await using fresh = freshStore()
  const { sessions } = fresh
  const missing = { code: 'session_not_found' }
  await expect(sessions.open('s')).rejects.toMatchObject(missing)
  await expect(sessions.reader('s')).rejects.toMatchObject(missing)
  await expect(sessions.fork('s', 1, 'f')).rejects.toMatchObject(missing)
  await expect(sessions.post('s', post('p'))).rejects.toMatchObject(missing)
  await expect(sessions.remove('s')).rejects.toMatchObject(missing)
})

test.each([
  '',
  '.',
  '..',
  'a..b',
  '../a',
  'a/b',
  'a\\b',
  '.hidden',
  '-x',
  'a.',
  'a\0',
  'é',
  'x'.repeat(129),
])('the id %j is refused', async (id) => {
  await using fresh = freshStore()
  const { sessions } = fresh
  await expect(sessions.create(id)).rejects.toMatchObject({ code: 'invalid_id' })
  await expect(sessions.open(id)).rejects.toMatchObject({ code: 'invalid_id' })
})

test("a subagent's id is an id", async () => {
  await using fresh = freshStore()
  const { sessions } = fresh
  expect((await sessions.create('20261120-232253-m4k7rt.12.7')).id).toMatch(/\.12\.7$/)
})

test('what a crash left of a creation does not hinder the next', async () => {
  await using fresh = freshStore()
  mkdirSync(fresh.path('s'), { recursive: true })
  writeFileSync(
    fresh.path('s', 'parent.json'),
    '{"session":"gone","at":4,"sum":"0123456789abcdef"}',
  )
  const store = await fresh.sessions.create('s')
  expect(store.events.head).toBe(0)
})

test('a reader needs no lock and sees what is written after it was made', async () => {
  await using fresh = freshStore()
  const store = await fresh.sessions.create('s')
  const reader = await fresh.sessions.reader('s')
  await fill(store.events, 3)
  expect(await readAll(reader)).toEqual(inputs(1, 3))
})

test('a home where no folder can be is refused, with what to do', async () => {
  await using fresh = freshStore()
  const file = join(fresh.home, 'file')
  writeFileSync(file, '')
  await using below = freshStore({ home: join(file, 'home') })
  await expect(below.sessions.create('s')).rejects.toMatchObject({
    code: 'store_failed',
    message: `Could not make the folder ${file} (EEXIST): a file has that name: move it away, or choose another home.`,
  })
})

test.runIf(existsSync('/proc/self'))(
  'a home below /proc is refused and does not hang',
  async () => {
    const { sessions } = freshStore({ home: '/proc/no-home' })
    await expect(sessions.create('s')).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('/proc takes no new folders, or choose another home'),
    })
  },
)
