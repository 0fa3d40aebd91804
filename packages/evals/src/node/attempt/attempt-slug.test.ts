import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { CaseId } from '../../suite/suite-file.ts'
import { attemptSlug } from './attempt-slug.ts'

test('an id that every file system takes names its folder', () => {
  expect(attemptSlug('fix-login.2_b')).toBe('fix-login.2_b')
})

test.each([
  ['Fix', 'fix'],
  ['a/b', 'a b'],
  ['Straße', 'straße'],
  ['con', 'CON'],
  ['\u00e9', 'e\u0301'],
  ['a.', 'a'],
])('%j and %j have folders that no file system takes for one', (one, other) => {
  expect(attemptSlug(one).toLowerCase()).not.toBe(attemptSlug(other).toLowerCase())
})

const letters = constantFrom(
  'a',
  'A',
  'b',
  '0',
  '.',
  '-',
  '_',
  '/',
  ' ',
  'é',
  'É',
  'ß',
  '한',
  'con',
  'nul',
)
const ids = array(letters, { minLength: 1, maxLength: 60 })
  .map((all) => all.join(''))
  .filter((id) => CaseId.safeParse(id).success)

test('names are plain and short, and no two ids share one', () => {
  assert(
    property(ids, ids, (one, other) => {
      expect(attemptSlug(one)).toMatch(/^(?!(?:con|nul)(?:\.|$))[a-z0-9._~-]{1,80}$/)
      expect(attemptSlug(one) === attemptSlug(other)).toBe(one === other)
    }),
  )
})
