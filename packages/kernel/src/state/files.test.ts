import { expect, it } from 'vitest'
import { evolve, filesSeen, initialState, textContent, type Event } from '../index.ts'
import { hashSeen } from './files.ts'

const hashOf = (number: number) => `sha256:${number.toString(16).padStart(64, '0')}`

const read = (seq: number, path: string, hash: string | null): Event => ({
  seq,
  at: 0,
  v: 1,
  cause: seq - 1,
  type: 'tool.settled',
  data: { kind: 'done', content: textContent('ok'), files: [{ path, hash }] },
})

it('knows each of many files as it was seen last, and takes no longer for the last ones', () => {
  const count = 20_000
  let state = initialState
  const from = performance.now()
  for (let seq = 1; seq <= count; seq++) state = evolve(state, read(seq, `/${seq}`, hashOf(seq)))
  // A copy of all of them for each took minutes.
  expect(performance.now() - from).toBeLessThan(10_000)
  expect(Object.keys(filesSeen(state.files))).toHaveLength(count)
  const before = state
  state = evolve(state, read(count + 1, '/1', null))
  expect(hashSeen(before.files, '/1')).toBe(hashOf(1))
  expect(hashSeen(state.files, '/1')).toBeNull()
  expect(filesSeen(state.files)).toMatchObject({ '/1': null, '/2': hashOf(2) })
  expect(hashSeen(state.files, '/0')).toBeUndefined()
  expect(hashSeen(state.files, 'constructor')).toBeUndefined()
})
