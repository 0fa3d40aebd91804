import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
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

test('what no disk is waited for is one file, which says of each what it is', async () => {
  await using fresh = freshStore()
  const { artifacts } = await fresh.sessions.create('s')
  const texts = ['{"a":1}', 'two\nlines', ''].map((text) => Buffer.from(text))
  const names: string[] = []
  for (const text of texts) names.push(await artifacts.put(text, { durable: false }))
  await artifacts.put(Buffer.from('{"a":1}'), { durable: false })
  const reader = (await fresh.sessions.reader('s')).artifacts
  for (const [index, name] of names.entries()) {
    expect(Buffer.from((await artifacts.get(name))!)).toEqual(texts[index])
    expect(Buffer.from((await reader.get(name))!)).toEqual(texts[index])
  }
  const later = await artifacts.put(bytes, { durable: false })
  expect(await reader.get(later)).toEqual(bytes)
  const [head, body] = readFileSync(fresh.path('s', 'transcripts.jsonl'), 'utf8').split('\n')
  expect([JSON.parse(head!), body]).toEqual([{ hash: names[0], bytes: 7 }, '{"a":1}'])
})

test.each([1, 20, 90, 100])(
  'a power failure takes the newest %i bytes, and no others',
  async (lost) => {
    await using fresh = freshStore()
    const { sessions } = fresh
    const store = await sessions.create('s')
    const old = await store.artifacts.put(Buffer.from('old'), { durable: false })
    const torn = await store.artifacts.put(bytes, { durable: false })
    await store.close()
    const file = fresh.path('s', 'transcripts.jsonl')
    truncateSync(file, statSync(file).size - lost)
    const { artifacts } = await sessions.open('s')
    expect(await artifacts.get(torn)).toBeUndefined()
    const next = await artifacts.put(Buffer.from('next'), { durable: false })
    for (const [name, text] of [
      [old, 'old'],
      [next, 'next'],
    ] as const) {
      expect(Buffer.from((await artifacts.get(name))!).toString()).toBe(text)
    }
  },
)

test('bytes that are not what they were are gone, and can be durable all the same', async () => {
  await using fresh = freshStore()
  const { artifacts } = await fresh.sessions.create('s')
  const name = await artifacts.put(bytes, { durable: false })
  const file = fresh.path('s', 'transcripts.jsonl')
  writeFileSync(file, readFileSync(file, 'latin1').replace('the bytes', 'THE BYTES'), 'latin1')
  expect(await artifacts.get(name)).toBeUndefined()
  expect(await artifacts.put(bytes)).toBe(name)
  expect(await artifacts.get(name)).toEqual(bytes)
})
