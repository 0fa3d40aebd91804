import { expect, test } from 'vitest'

import { casts } from './casts.ts'
import { fixture } from './fixture.ts'

const judge = async (text: string, name = 'index.ts') =>
  (await casts.run(fixture({ [`packages/a/src/${name}`]: text }))).problems

test('`as const`, `satisfies` and a catch that decides are fine', async () => {
  const fine = `export const a = { b: 1 } as const satisfies object
    export const any = (word: string) => { try { return word } catch { return undefined } }`
  expect(await judge(fine)).toEqual([])
})

test.each([
  'export const a: any = 1',
  'export const a = 1 as number',
  'export const a = <number>1',
  'export const a = [1][0]!',
  'export class A { b!: string }',
  'export let a!: string',
  'try { JSON.parse("") } catch { /* ignored */ }',
  'void Promise.reject(1).catch(() => {})',
])('an escape is refused: %s', async (text) => {
  expect(await judge(text)).toHaveLength(1)
  expect(await judge(text, 'index.test.ts')).toEqual([])
})

test.each([
  '// @ts-ignore\nexport {}',
  '/* @ts-expect-error because */ export {}',
  '// oxlint-disable-next-line no-console\nexport {}',
  '/* eslint-disable */ export {}',
])('a silenced checker is refused even in tests: %s', async (text) => {
  expect(await judge(text)).toHaveLength(1)
  expect(await judge(text, 'index.test.ts')).toHaveLength(1)
})

test('a tree without modules fails', async () => {
  expect((await casts.run(fixture({}))).problems).toEqual(['no modules were found'])
})
