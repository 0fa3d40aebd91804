import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { countingDisk } from '../__fixtures__/counting-disk.ts'
import { fill, freshStore, input, inputs, readAll, seqsOf } from '../__fixtures__/store.ts'

/** A session of ten events that is open again, the log proved from event 7 on. */
async function reopened() {
  const { disk, read } = countingDisk()
  const fresh = freshStore({ disk })
  const first = await fresh.sessions.create('s')
  await fill(first.events, 10)
  await first.snapshots.save('b', 6, {})
  await first.close()
  const store = await fresh.sessions.open('s')
  read.length = 0
  return { ...fresh, store, read, log: fresh.path('s', 'log.jsonl') }
}

test('what was proved when the log was opened is not read again', async () => {
  await using fresh = await reopened()
  expect(await readAll(fresh.store, 7)).toEqual(inputs(7, 10))
  expect(await readAll(fresh.store, 9)).toEqual(inputs(9, 10))
  expect(await readAll(fresh.store, 11)).toEqual([])
  expect(fresh.read).toEqual([])
})

test('readings that begin before it or end behind it are whole', async () => {
  await using fresh = await reopened()
  await fill(fresh.store.events, 14)
  for (let from = 1; from <= 15; from += 1) {
    expect(await readAll(fresh.store, from), `from ${from}`).toEqual(inputs(from, 14))
  }
})

test('a reading ends where the head was when it was asked for', async () => {
  await using fresh = await reopened()
  const reading = fresh.store.events.read(9)
  await fill(fresh.store.events, 12)
  const seqs: number[] = []
  for await (const { seq } of reading) seqs.push(seq)
  expect(seqs).toEqual([9, 10])
})

test('damage right before it is damage, not the end of a log', async () => {
  await using fresh = await reopened()
  const text = readFileSync(fresh.log, 'utf8')
  writeFileSync(fresh.log, text.replace('input 6', 'input X'))
  await expect(readAll(fresh.store, 1)).rejects.toThrow('damaged at event 6 ')
  expect(seqsOf(await readAll(fresh.store, 7))).toEqual([7, 8, 9, 10])
})

test('a snapshot inside an append stands in no way', async () => {
  await using fresh = freshStore()
  const first = await fresh.sessions.create('s')
  await fill(first.events, 2)
  await first.events.append(inputs(3, 8), 2)
  await first.snapshots.save('b', 5, {})
  await first.close()
  const store = await fresh.sessions.open('s')
  expect(await readAll(store)).toEqual(inputs(1, 8))
  expect(await readAll(store, 6)).toEqual(inputs(6, 8))
})

test('a tail too long to keep is read again', async () => {
  await using fresh = freshStore()
  const long = Array.from({ length: 5 }, (_, index) => input(index + 1, 'y'.repeat(300_000)))
  const first = await fresh.sessions.create('s')
  await first.events.append(long, 0)
  await first.close()
  const store = await fresh.sessions.open('s')
  expect(await readAll(store)).toEqual(long)
  expect(await readAll(store, 4)).toEqual(long.slice(3))
})
