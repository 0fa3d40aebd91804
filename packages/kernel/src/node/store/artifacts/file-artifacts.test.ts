import { createHash } from 'node:crypto'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fail, faultyDisk } from '../__fixtures__/faulty-disk.ts'
import { fill, freshStore } from '../__fixtures__/store.ts'

const bytes = Buffer.from('the bytes\0\r\n')
const hex = createHash('sha256').update(bytes).digest('hex')
const hash = `sha256:${hex}`

test('bytes are named by their hash and come back equal, to readers too', async () => {
  await using fresh = freshStore()
  const { artifacts } = await fresh.sessions.create('s')
  expect(await artifacts.put(bytes)).toBe(hash)
  expect(await artifacts.put(bytes)).toBe(hash)
  expect(await artifacts.get(hash)).toEqual(bytes)
  const file = fresh.path('s', 'artifacts', hex.slice(0, 2), hex)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await (await fresh.sessions.reader('s')).artifacts.get(hash)).toEqual(bytes)
  expect(await artifacts.put(new Uint8Array())).toMatch(/^sha256:e3b0c442/)
})

test('what is not there, or is no hash, is undefined', async () => {
  await using fresh = freshStore()
  const { sessions } = fresh
  const { artifacts } = await sessions.create('s')
  expect(await artifacts.get(`sha256:${'0'.repeat(64)}`)).toBeUndefined()
  expect(await artifacts.get('sha256:../../log.jsonl')).toBeUndefined()
})

test('content that does not fit its name is damage', async () => {
  await using fresh = freshStore()
  const { artifacts } = await fresh.sessions.create('s')
  await artifacts.put(bytes)
  writeFileSync(fresh.path('s', 'artifacts', hex.slice(0, 2), hex), 'other')
  await expect(artifacts.get(hash)).rejects.toMatchObject({ code: 'session_damaged' })
})

test('a fork reads what its parents have and keeps its own to itself', async () => {
  await using fresh = freshStore()
  const { sessions } = fresh
  const parent = await sessions.create('s')
  await fill(parent.events, 1)
  await parent.artifacts.put(bytes)
  await sessions.fork('s', 1, 'f')
  const child = await sessions.fork('f', 1, 'g')
  expect(await child.artifacts.get(hash)).toEqual(bytes)
  const own = await child.artifacts.put(Buffer.from('own'))
  expect(await parent.artifacts.get(own)).toBeUndefined()
})

test('on a full disk a put is refused, leaves nothing, and works once there is room', async () => {
  const { disk, faults } = faultyDisk('artifacts')
  await using fresh = freshStore({ disk })
  const { artifacts } = await fresh.sessions.create('s')
  faults.append = fail('ENOSPC')
  await expect(artifacts.put(bytes)).rejects.toMatchObject({ code: 'store_failed' })
  expect(readdirSync(fresh.path('s', 'artifacts', hex.slice(0, 2)))).toEqual([])
  delete faults.append
  expect(await artifacts.put(bytes)).toBe(hash)
})

test('keeps what no disk is waited for apart, and does without what a power failure tore', async () => {
  await using fresh = freshStore()
  const { artifacts } = await fresh.sessions.create('s')
  expect(await artifacts.put(bytes, { durable: false })).toBe(hash)
  const loose = fresh.path('s', 'transcripts', hex)
  expect(statSync(loose).size).toBe(bytes.length)
  expect(await artifacts.get(hash)).toEqual(bytes)
  writeFileSync(loose, 'torn')
  expect(await artifacts.get(hash)).toBeUndefined()
  expect(await artifacts.put(bytes)).toBe(hash)
  expect(await artifacts.get(hash)).toEqual(bytes)
})
