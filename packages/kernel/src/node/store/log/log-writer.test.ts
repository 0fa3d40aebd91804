import { readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fail, faultyDisk, systemError } from '../__fixtures__/faulty-disk.ts'
import { fill, freshStore, input, inputs, readAll, seqsOf } from '../__fixtures__/store.ts'

async function faultyStore() {
  const { disk, faults } = faultyDisk()
  const fresh = freshStore({ disk })
  const store = await fresh.sessions.create('s')
  await fill(store.events, 3)
  return { ...fresh, faults, store, events: store.events, log: fresh.path('s', 'log.jsonl') }
}

test('an append that expects another head writes nothing', async () => {
  await using fresh = await faultyStore()
  expect(await fresh.events.append([input(4)], 2)).toBe(false)
  expect(fresh.events.head).toBe(3)
  expect(await fresh.events.append([], 3)).toBe(true)
  await expect(fresh.events.append([input(7)], 3)).rejects.toMatchObject({ code: 'invariant' })
})

test('of appends at the same time that expect the same head, one is written', async () => {
  await using fresh = await faultyStore()
  const answers = await Promise.all([1, 2, 3].map(() => fresh.events.append([input(4)], 3)))
  expect(answers).toEqual([true, false, false])
  expect(seqsOf(await readAll(fresh.store))).toEqual([1, 2, 3, 4])
})

test('short writes go on where they stopped', async () => {
  await using fresh = await faultyStore()
  fresh.faults.append = () => 5
  expect(await fresh.events.append(inputs(4, 6), 3)).toBe(true)
  expect(await readAll(fresh.store)).toEqual(inputs(1, 6))
})

test.each(['ENOSPC', 'EIO'])(
  '%s in the middle of an append takes the append back',
  async (code) => {
    await using fresh = await faultyStore()
    const { size } = statSync(fresh.log)
    let writes = 0
    fresh.faults.append = () => {
      if (writes++ > 0) throw systemError(code)
      return 100
    }
    const refused = fresh.events.append(inputs(4, 5), 3)
    await expect(refused).rejects.toMatchObject({ code: 'store_failed' })
    await expect(refused).rejects.toThrow(code)
    expect(statSync(fresh.log).size).toBe(size)
    expect(fresh.events.head).toBe(3)

    delete fresh.faults.append // somebody made room
    expect(await fresh.events.append([input(4)], 3)).toBe(true)
    await fresh.store.close()
    expect(await readAll(await fresh.sessions.open('s'))).toEqual(inputs(1, 4))
    expect(fresh.repairs).toEqual([])
  },
)

test('when a failed append cannot be taken back nothing more is written, and nothing written is lost', async () => {
  await using fresh = await faultyStore()
  let writes = 0
  fresh.faults.append = () => (writes++ === 0 ? 100 : fail('ENOSPC')())
  fresh.faults.truncate = fail('EIO')
  await expect(fresh.events.append([input(4)], 3)).rejects.toMatchObject({ code: 'store_failed' })
  delete fresh.faults.append
  await expect(fresh.events.append([input(4)], 3)).rejects.toMatchObject({ code: 'store_failed' })
  await expect(fresh.events.sync()).rejects.toMatchObject({ code: 'store_failed' })
  delete fresh.faults.truncate
  await fresh.store.close()
  expect(await readAll(await fresh.sessions.open('s'))).toEqual(inputs(1, 3))
  expect(fresh.repairs).toMatchObject([{ kind: 'torn-tail', seq: 3, bytes: 100 }])
})

test('a write that writes nothing is a failure, not an endless loop', async () => {
  await using fresh = await faultyStore()
  fresh.faults.append = () => 0
  await expect(fresh.events.append([input(4)], 3)).rejects.toMatchObject({ code: 'store_failed' })
})

test('after a failed sync the store is broken for good, even when the disk is well again', async () => {
  await using fresh = await faultyStore()
  fresh.faults.sync = fail('EIO')
  await expect(fresh.events.sync()).rejects.toMatchObject({ code: 'store_failed' })
  delete fresh.faults.sync
  await expect(fresh.events.sync()).rejects.toMatchObject({ code: 'store_failed' })
  await expect(fresh.events.append([input(4)], 3)).rejects.toMatchObject({ code: 'store_failed' })
  await fresh.store.close()
  const again = await fresh.sessions.open('s')
  expect(await again.events.append([input(4)], 3)).toBe(true)
  await again.events.sync()
})

test('a sync under way covers only what was written before it began, and waiters share the next', async () => {
  await using fresh = await faultyStore()
  const gates: (() => void)[] = []
  fresh.faults.sync = () => new Promise<void>((resolve) => gates.push(resolve))
  const done: string[] = []
  const first = fresh.events.sync().then(() => done.push('first'))
  const same = fresh.events.sync().then(() => done.push('same'))
  await fresh.events.append([input(4)], 3)
  const second = fresh.events.sync().then(() => done.push('second'))
  await fresh.events.append([input(5)], 4)
  const third = fresh.events.sync().then(() => done.push('third'))
  expect(gates).toHaveLength(1)
  gates[0]!()
  await Promise.all([first, same])
  expect(done).toEqual(['first', 'same'])
  await expect.poll(() => gates.length).toBe(2)
  gates[1]!()
  await Promise.all([second, third])
  await fresh.events.sync()
  expect(gates).toHaveLength(2)
})

test('a closed store says so', async () => {
  await using fresh = await faultyStore()
  const pending = fresh.events.append([input(4)], 3)
  await fresh.store.close()
  expect(await pending).toBe(true)
  await expect(fresh.events.append([input(5)], 4)).rejects.toMatchObject({ code: 'closed' })
  await expect(fresh.events.sync()).rejects.toMatchObject({ code: 'closed' })
  await fresh.store.close()
  expect(readFileSync(fresh.log, 'utf8').trimEnd().split('\n')).toHaveLength(4)
})
