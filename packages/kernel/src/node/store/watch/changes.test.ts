import { expect, test } from 'vitest'
import { nodeDisk } from '../disk/node-disk.ts'
import { fill, freshStore, post } from '../__fixtures__/store.ts'

const silent = { ...nodeDisk, watch: () => () => undefined }

test('where the system tells of no changes, they are found by looking', async () => {
  await using fresh = freshStore({ disk: silent })
  const store = await fresh.sessions.create('s')
  const stop = new AbortController()
  const reader = await fresh.sessions.reader('s')
  const followed = (async () => {
    for await (const { seq } of reader.follow(1, stop.signal)) if (seq === 2) return seq
    return undefined
  })()
  const changed = store.inbox.changed(stop.signal)
  await new Promise((resolve) => setTimeout(resolve, 50)) // both are waiting now
  await fill(store.events, 2)
  await fresh.sessions.post('s', post('a'))
  expect(await followed).toBe(2)
  await changed
})
