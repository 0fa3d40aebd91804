import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fail, faultyDisk } from '../__fixtures__/faulty-disk.ts'
import type { SessionStore } from '../../../ports/sessions.ts'
import { countingDisk } from '../__fixtures__/counting-disk.ts'
import { fill, freshStore, input, readAll, seqsOf } from '../__fixtures__/store.ts'

async function written(count = 10) {
  const fresh = freshStore()
  const store = await fresh.sessions.create('s')
  await fill(store.events, count)
  return { ...fresh, store, log: fresh.path('s', 'log.jsonl') }
}

/** Thirteen thousand events, and a snapshot after every thousand. */
async function fillLong({ events, snapshots }: SessionStore): Promise<void> {
  for (let seq = 1000; seq <= 13_000; seq += 1000) {
    await fill(events, seq)
    await snapshots.save('b', seq, { seq })
  }
}

test('a snapshot is answered to the build that saved it, and to no other', async () => {
  await using fresh = await written()
  const { snapshots } = fresh.store
  expect(await snapshots.load('build 1')).toBeUndefined()
  await snapshots.save('build 1', 10, { calls: ['ü'] })
  expect(await snapshots.load('build 1')).toEqual({ seq: 10, state: { calls: ['ü'] } })
  expect(await snapshots.load('build 2')).toBeUndefined()
})

test('the newest two are kept, and the older one serves when the newer is broken', async () => {
  await using fresh = await written()
  const { snapshots } = fresh.store
  for (const seq of [3, 6, 9]) await snapshots.save('b', seq, { seq })
  expect(readdirSync(fresh.path('s', 'snapshots')).toSorted()).toEqual(['6.json', '9.json'])
  expect(await snapshots.load('b')).toEqual({ seq: 9, state: { seq: 9 } })
  const newest = fresh.path('s', 'snapshots', '9.json')
  truncateSync(newest, readFileSync(newest).length - 4)
  expect(await snapshots.load('b')).toEqual({ seq: 6, state: { seq: 6 } })
})

test('of the older snapshots the first of every 4,096 events is kept, whatever came between', async () => {
  await using fresh = await written(0)
  await fillLong(fresh.store)
  const kept = readdirSync(fresh.path('s', 'snapshots')).map((name) => Number.parseInt(name, 10))
  expect(kept.toSorted((a, b) => a - b)).toEqual([5000, 9000, 12_000, 13_000])
})

test('a fork in the middle is folded from the sparse snapshot before it, and reads on from there', async () => {
  const { disk, read } = countingDisk()
  await using fresh = freshStore({ disk })
  const store = await fresh.sessions.create('s')
  await fillLong(store)
  const fork = await fresh.sessions.fork('s', 9005, 'f')
  await fork.close()
  const child = await fresh.sessions.open('f')
  read.length = 0
  expect(await child.snapshots.load('b')).toEqual({ seq: 9000, state: { seq: 9000 } })
  expect(seqsOf(await readAll(child, 9001))).toEqual([9001, 9002, 9003, 9004, 9005])
  // The end of the line before the snapshot, then the first chunk behind it: nothing was looked for.
  expect(read.filter((path) => path === fresh.path('s', 'log.jsonl'))).toHaveLength(2)
})

test('a snapshot of a past that the log does not have is ignored', async () => {
  await using fresh = await written()
  await fresh.store.snapshots.save('b', 10, {})
  await fresh.store.close()
  const lines = readFileSync(fresh.log, 'utf8').split('\n')
  writeFileSync(fresh.log, `${lines.slice(0, 9).join('\n')}\n`) // as a power cut may
  const store = await fresh.sessions.open('s')
  expect(store.events.head).toBe(9)
  expect(await store.snapshots.load('b')).toBeUndefined()
  await store.events.append([input(10, 'other 10')], 9)
  expect(await store.snapshots.load('b')).toBeUndefined()
})

test('opening proves what follows the newest snapshot and trusts what precedes it', async () => {
  await using fresh = await written()
  await fresh.store.snapshots.save('b', 6, {})
  await fresh.store.close()
  const text = readFileSync(fresh.log, 'utf8')
  writeFileSync(fresh.log, text.replace('input 3', 'input X'))
  const store = await fresh.sessions.open('s')
  expect(seqsOf(await readAll(store, 7))).toEqual([7, 8, 9, 10])
  await expect(readAll(store, 1)).rejects.toMatchObject({ code: 'session_damaged' })
  await store.close()
  writeFileSync(fresh.log, text.replace('input 8', 'input X'))
  await expect(fresh.sessions.open('s')).rejects.toThrow('event 8')
})

test('a fork starts from the snapshot of its parent that is old enough', async () => {
  await using fresh = await written()
  await fresh.store.snapshots.save('b', 4, { seq: 4 })
  await fresh.store.snapshots.save('b', 8, { seq: 8 })
  const late = await fresh.sessions.fork('s', 9, 'late')
  expect(await late.snapshots.load('b')).toEqual({ seq: 8, state: { seq: 8 } })
  const early = await fresh.sessions.fork('s', 5, 'early')
  expect(await early.snapshots.load('b')).toEqual({ seq: 4, state: { seq: 4 } })
  await early.snapshots.save('b', 5, { own: true })
  expect(await early.snapshots.load('b')).toEqual({ seq: 5, state: { own: true } })
})

test('a snapshot that cannot be written is only missing', async () => {
  const { disk, faults } = faultyDisk('snapshots')
  await using fresh = freshStore({ disk })
  const store = await fresh.sessions.create('s')
  await fill(store.events, 1)
  faults.append = fail('ENOSPC')
  await store.snapshots.save('b', 1, {})
  expect(await store.snapshots.load('b')).toBeUndefined()
  expect(readdirSync(fresh.path('s', 'snapshots'))).toEqual([])
})
