import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mendYaml } from './mend-yaml.ts'
import { readFrontMatter } from './read-front-matter.ts'

const values = (text: string) => {
  const read = readFrontMatter(text, mendYaml)
  return read.kind === 'read' ? Object.fromEntries(read.entries.map((e) => [e.key, e.value])) : read
}

test('a value with a colon that nobody quoted is read as it is meant', () => {
  const text = `---
name: a
description: Use when: a person
  asks for: "more"
metadata:
  note: one
other: see http://x.org
---
`
  expect(values(text)).toEqual({
    name: 'a',
    description: 'Use when: a person asks for: "more"',
    metadata: { note: 'one' },
    other: 'see http://x.org',
  })
  expect(values('---\na: b:\nc: d: e\n---')).toEqual({ a: 'b:', c: 'd: e' })
  const marks = '---\na: [file] [focus]\nb: [x, y]\nc: *all*\nd: @name\n---'
  const read = { a: '[file] [focus]', b: ['x', 'y'], c: '*all*', d: '@name' }
  expect(values(marks)).toEqual(read)
})

test('what can be read is not mended, and what cannot be mended is told as it stands', () => {
  expect(values('---\na: "x: y"\nb: |\n  c: d\n---')).toEqual({ a: 'x: y', b: 'c: d\n' })
  expect(values('---\na: b: c\nd: [\n---')).toMatchObject({ kind: 'broken', line: 2 })
})

test('lines keep their numbers', () => {
  const read = readFrontMatter('---\na: b: c\n  d\ne: f\n---', mendYaml)
  expect(read).toMatchObject({ entries: [{ line: 2 }, { key: 'e', line: 4 }] })
})

test('no text makes it throw', () => {
  const line = fc.oneof(
    fc.constantFrom('---', 'a: b: c', 'description: x', '  - y', 'k: &a [*a]', '\t', '? [a]: {b}'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      readFrontMatter(['---', ...lines].join('\n'), mendYaml)
      const source = lines.join('\n')
      expect(mendYaml(source).split('\n').length).toBe(source.split('\n').length)
    }),
    { numRuns: 500 },
  )
})
