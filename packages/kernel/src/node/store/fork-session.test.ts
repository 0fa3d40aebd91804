import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { countingDisk } from './__fixtures__/counting-disk.ts'
import { fill, freshStore, input, inputs, readAll, seqsOf } from './__fixtures__/store.ts'

async function parentOf(count = 10) {
  const fresh = freshStore()
  const parent = await fresh.sessions.create('p')
  await fill(parent.events, count)
  return { ...fresh, parent }
}

test("a fork has its parent's events up to the fork, then its own", async () => {
  await using fresh = await parentOf()
  const child = await fresh.sessions.fork('p', 6, 'c')
  expect(child.events.head).toBe(6)
  expect(await child.events.append([input(7, 'mine')], 6)).toBe(true)
  await fill(fresh.parent.events, 12)
  expect(await readAll(child)).toEqual([...inputs(1, 6), input(7, 'mine')])
  expect(await readAll(child, 5)).toEqual([...inputs(5, 6), input(7, 'mine')])
  expect(await readAll(child, 7)).toEqual([input(7, 'mine')])
  expect(await readAll(fresh.parent)).toEqual(inputs(1, 12))
  await child.close()
  expect(await readAll(await fresh.sessions.open('c'))).toEqual([...inputs(1, 6), input(7, 'mine')])
})

test('forks of forks read through all of them, also before the fork of their parent', async () => {
  await using fresh = await parentOf()
  const c = await fresh.sessions.fork('p', 6, 'c')
  await c.events.append([input(7, 'c7'), input(8, 'c8'), input(9, 'c9')], 6)
  const d = await fresh.sessions.fork('c', 8, 'd')
  await d.events.append([input(9, 'd9')], 8)
  const tail = [input(7, 'c7'), input(8, 'c8'), input(9, 'd9')]
  expect(await readAll(d)).toEqual([...inputs(1, 6), ...tail])
  const e = await fresh.sessions.fork('d', 3, 'e')
  await e.events.append([input(4, 'e4')], 3)
  expect(await readAll(await fresh.sessions.reader('e'))).toEqual([...inputs(1, 3), input(4, 'e4')])
})

test("a fork's chain continues its parent's, so its log fits no other place", async () => {
  await using fresh = await parentOf()
  const child = await fresh.sessions.fork('p', 6, 'c')
  await fill(child.events, 8)
  await child.close()
  const parent = JSON.parse(readFileSync(fresh.path('c', 'parent.json'), 'utf8'))
  const line = readFileSync(fresh.path('p', 'log.jsonl'), 'utf8').split('\n')[5]
  expect(line).toContain(`"sum":"${parent.sum}"`)
  writeFileSync(fresh.path('c', 'parent.json'), JSON.stringify({ ...parent, sum: '0'.repeat(16) }))
  await expect(fresh.sessions.open('c')).rejects.toMatchObject({ code: 'session_damaged' })
})

test('a fork inside an append of many events takes those up to the point', async () => {
  await using fresh = await parentOf(2)
  await fresh.parent.events.append(inputs(3, 6), 2)
  const child = await fresh.sessions.fork('p', 4, 'c')
  await child.events.append([input(5, 'mine')], 4)
  expect(await readAll(child)).toEqual([...inputs(1, 4), input(5, 'mine')])
})

test('there is no forking beyond the head or before the first event', async () => {
  await using fresh = await parentOf(3)
  for (const at of [0, -1, 4, 1.5, Number.NaN]) {
    await expect(fresh.sessions.fork('p', at, 'c'), `${at}`).rejects.toMatchObject({
      code: 'invariant',
    })
  }
  expect(existsSync(fresh.path('c'))).toBe(false)
  await expect(fresh.sessions.fork('p', 2, 'p')).rejects.toMatchObject({ code: 'session_exists' })
  await (await fresh.sessions.create('c')).close()
  await expect(fresh.sessions.fork('p', 2, 'c')).rejects.toMatchObject({ code: 'session_exists' })
})

test('a fork of a log of any length writes the same few bytes', async () => {
  await using fresh = await parentOf(3)
  await fresh.sessions.fork('p', 2, 'c')
  expect(statSync(fresh.path('c', 'log.jsonl')).size).toBe(0)
  expect(existsSync(fresh.path('p', 'forks', 'c'))).toBe(true)
})

test('a parent that lost events its fork needs is damage in the fork', async () => {
  await using fresh = await parentOf()
  const child = await fresh.sessions.fork('p', 9, 'c')
  truncateSync(fresh.path('p', 'log.jsonl'), 500)
  await expect(readAll(child)).rejects.toMatchObject({ code: 'session_damaged' })
})

test('a session that is its own ancestor is damage, not an endless loop', async () => {
  await using fresh = await parentOf(3)
  await (await fresh.sessions.fork('p', 2, 'c')).close()
  const { sum } = JSON.parse(readFileSync(fresh.path('c', 'parent.json'), 'utf8'))
  writeFileSync(fresh.path('p', 'parent.json'), JSON.stringify({ session: 'c', at: 1, sum }))
  await expect(fresh.sessions.open('c')).rejects.toThrow('a fork of itself')
})

test('a later version is refused to a fork too, when it is read for writing', async () => {
  await using fresh = await parentOf(3)
  await fresh.parent.events.append([{ ...input(4), v: 9 }], 3)
  const child = await fresh.sessions.fork('p', 4, 'c')
  await expect(readAll(child)).rejects.toMatchObject({ code: 'session_newer' })
  expect(seqsOf(await readAll(await fresh.sessions.reader('c')))).toEqual([1, 2, 3, 4])
})

test('a fork at the head takes what is there, its parents’ too', async () => {
  await using fresh = await parentOf(3)
  const child = await fresh.sessions.fork('p', 'head', 'c')
  expect(child.events.head).toBe(3)
  const grandchild = await fresh.sessions.fork('c', 'head', 'd')
  await grandchild.events.append([input(4, 'mine')], 3)
  const last = await fresh.sessions.fork('d', 'head', 'e')
  expect(await readAll(last)).toEqual([...inputs(1, 3), input(4, 'mine')])
  await fresh.sessions.create('empty')
  await expect(fresh.sessions.fork('empty', 'head', 'f')).rejects.toThrow('at its head')
})

test('the head is the last whole append: a torn one does not count, damage is told', async () => {
  await using fresh = await parentOf(5)
  await fresh.parent.events.append(inputs(6, 900), 5)
  const log = readFileSync(fresh.path('p', 'log.jsonl'))
  truncateSync(fresh.path('p', 'log.jsonl'), log.length - 1)
  expect((await fresh.sessions.fork('p', 'head', 'c')).events.head).toBe(5)
  const damaged = Buffer.from(log)
  damaged[log.length - 300] = 1
  writeFileSync(fresh.path('p', 'log.jsonl'), damaged)
  await expect(fresh.sessions.fork('p', 'head', 'd')).rejects.toMatchObject({
    code: 'session_damaged',
  })
  writeFileSync(fresh.path('p', 'log.jsonl'), log)
  expect((await fresh.sessions.fork('p', 'head', 'd')).events.head).toBe(900)
})

test('the head of a long log is found from its end', async () => {
  const { disk, read } = countingDisk()
  await using fresh = freshStore({ disk })
  const parent = await fresh.sessions.create('p')
  for (let head = 0; head < 4000; head += 10) {
    await parent.events.append(inputs(head + 1, head + 10), head)
  }
  read.length = 0
  expect((await fresh.sessions.fork('p', 'head', 'c')).events.head).toBe(4000)
  expect(read.length).toBeLessThan(8)
})
