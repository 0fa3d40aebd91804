import { expect, test } from 'vitest'
import { Places } from './places.ts'
import type { Position } from './position.ts'

const at = (seq: number): Position => ({ seq, offset: seq * 100, sum: `${seq}`.padStart(16, '0') })

test('the nearest places around an event are told, in whatever order they were noted', () => {
  const places = new Places(at(10))
  for (const seq of [50, 30, 40, 30]) places.note(at(seq))
  expect(places.before(31)).toEqual(at(30))
  expect(places.before(30)).toEqual(at(10))
  expect(places.after(31)).toEqual(at(40))
  expect(places.after(40)).toEqual(at(40))
  expect(places.after(51)).toBeUndefined()
})

test('an event that stands in a parent is looked for from the start of the file', () => {
  expect(new Places(at(10)).before(3)).toEqual(at(10))
})

test('a place is known only as a whole', () => {
  const places = new Places(at(0))
  places.note(at(20))
  expect(places.has(at(20))).toBe(true)
  expect(places.has({ ...at(20), sum: 'f'.repeat(16) })).toBe(false)
})
