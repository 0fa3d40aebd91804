import { expect, test } from 'vitest'
import { serverIds } from './server-ids.ts'

const idsOf = (...names: string[]) => [...serverIds(names).values()]

test('a plain name stays as it is', () => {
  expect(idsOf('docs', 'my-server', 'v2')).toEqual(['docs', 'my-server', 'v2'])
})

test('no name has what parts server and tool', () => {
  for (const id of idsOf('a__b', '__', 'docs_evil', 'x/y z', '', 'ü', '-')) {
    expect(id).toMatch(/^[A-Za-z0-9-]+$/)
  }
  expect(idsOf('my_docs')).toEqual(['my-docs'])
})

test('names that would be the same differ, and the plain one stays', () => {
  const ids = serverIds(['a.b', 'a_b', 'a-b'])
  expect(ids.get('a-b')).toBe('a-b')
  expect(new Set(ids.values()).size).toBe(3)
  expect(serverIds(['a-b', 'a_b', 'a.b'])).toEqual(ids)
})

test('long names are cut, and stay different', () => {
  const ids = idsOf('x'.repeat(40), 'x'.repeat(41))
  expect(new Set(ids).size).toBe(2)
  expect(ids.every((id) => id.length <= 24)).toBe(true)
})
