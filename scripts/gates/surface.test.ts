import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { fixture, packageFixture } from './fixture.ts'
import { surface, writeSurface } from './surface.ts'

const declarations = `export { z as schema, type ZodType } from 'zod';
import { type Hidden } from './hidden.ts';
export declare const answer: number;
/** Words change freely. */
export declare function ask(hidden: Hidden): import("./hidden.ts").Deep;
`
const hidden = `export interface Hidden { a: Deep }
export interface Deep { b: string }
export interface Unreached { c: string }
`

async function pinned() {
  const top = fixture({
    ...packageFixture('packages/a'),
    'packages/a/dist/index.d.ts': declarations,
    'packages/a/dist/hidden.d.ts': hidden,
  })
  await writeSurface(top)
  return top
}

const replace = (top: string, path: string, from: string, to: string) => {
  const file = join(top, path)
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
}

test('the report shows exports and what they reach, and nothing else', async () => {
  const report = readFileSync(join(await pinned(), 'api/a.md'), 'utf8')
  const headings = report.split('\n').filter((line) => line.startsWith('#'))
  expect(headings).toEqual([
    '# @harness/a',
    '## Exported',
    '### ZodType',
    '### answer',
    '### ask',
    '### schema',
    '## Reached',
    '### Deep',
    '### Hidden',
  ])
})

test('an unchanged surface passes; a changed comment is no change', async () => {
  const top = await pinned()
  replace(top, 'packages/a/dist/index.d.ts', 'Words change', 'Words may change')
  expect(await surface.run(top)).toEqual({ seen: '1 entries', problems: [] })
})

test.each([
  ['packages/a/dist/index.d.ts', 'answer: number', 'answer: string'],
  ['packages/a/dist/index.d.ts', 'ask(', 'inquire('],
  ['packages/a/dist/hidden.d.ts', 'b: string', 'b: number'],
])('a change in %s from %s to %s fails', async (path, from, to) => {
  const top = await pinned()
  replace(top, path, from, to)
  expect((await surface.run(top)).problems).toContainEqual(
    expect.stringContaining('api/a.md differs'),
  )
})

test('an entry without a report, and a report without an entry, fail', async () => {
  const top = await pinned()
  mkdirSync(join(top, 'packages/b'))
  cpSync(join(top, 'packages/a'), join(top, 'packages/b'), { recursive: true })
  replace(top, 'packages/b/package.json', '@harness/a', '@harness/b')
  writeFileSync(join(top, 'api/gone.md'), '')
  const { problems } = await surface.run(top)
  expect(problems.join('\n')).toMatch(/api\/b\.md differs[^]*api\/gone\.md describes no/)
})

test('a tree without packages fails', async () => {
  expect((await surface.run(fixture({}))).problems[0]).toBe('no published entries were found')
})
