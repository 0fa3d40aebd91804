import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fail, faultyDisk } from '../__fixtures__/faulty-disk.ts'
import { fill, freshStore, input, inputs, readAll } from '../__fixtures__/store.ts'

test('at whatever step a fork fails, the parent is whole and the fork can be tried again', async () => {
  for (const step of ['rename', 'append', 'sync'] as const) {
    const { disk, faults } = faultyDisk('parent.json')
    await using fresh = freshStore({ disk })
    const parent = await fresh.sessions.create('p')
    await fill(parent.events, 3)
    faults[step] = fail('ENOSPC')
    await expect(fresh.sessions.fork('p', 2, 'c')).rejects.toMatchObject({ code: 'store_failed' })
    await expect(fresh.sessions.reader('c')).rejects.toMatchObject({ code: 'session_not_found' })
    expect(readdirSync(fresh.path('c'))).toEqual([])
    delete faults[step]
    const child = await fresh.sessions.fork('p', 2, 'c')
    expect(await readAll(child)).toEqual(inputs(1, 2))
    expect(await readAll(parent)).toEqual(inputs(1, 3))
  }
})

test('a torn tail that cannot be kept is not cut, and the session is free for the next try', async () => {
  const log = faultyDisk()
  const { disk, faults } = faultyDisk('torn')
  await using fresh = freshStore({
    disk: {
      ...disk,
      open: (path, mode) =>
        path.includes('torn') ? disk.open(path, mode) : log.disk.open(path, mode),
    },
  })
  const store = await fresh.sessions.create('s')
  await fill(store.events, 2)
  let writes = 0
  log.faults.append = () => (writes++ === 0 ? 9 : fail('EIO')())
  log.faults.truncate = fail('EIO')
  await expect(store.events.append([input(3)], 2)).rejects.toMatchObject({ code: 'store_failed' })
  await store.close()
  log.faults.truncate = () => undefined
  faults.append = fail('ENOSPC')
  await expect(fresh.sessions.open('s')).rejects.toMatchObject({ code: 'store_failed' })
  delete faults.append
  expect((await fresh.sessions.open('s')).events.head).toBe(2)
  expect(fresh.repairs).toMatchObject([{ kind: 'torn-tail', bytes: 9 }])
})

test('a disk that cannot be read is a store that failed, not a damaged session', async () => {
  const { disk } = faultyDisk()
  let broken = false
  const open: typeof disk.open = async (path, mode) => {
    const file = await disk.open(path, mode)
    return broken ? { ...file, read: async () => fail('EIO')() } : file
  }
  await using fresh = freshStore({ disk: { ...disk, open } })
  const store = await fresh.sessions.create('s')
  await fill(store.events, 2)
  broken = true
  await expect(readAll(store)).rejects.toMatchObject({ code: 'store_failed' })
  await store.close()
  await expect(fresh.sessions.open('s')).rejects.toThrow('open session s (EIO)')
})
