import { expect, test } from 'vitest'

import { fixture } from './fixture.ts'
import { lint } from './lint.ts'

const judge = async (text: string) =>
  (
    await lint.run(
      fixture({
        '.oxlintrc.json': true,
        'tsconfig.json': { compilerOptions: { strict: true, lib: ['ES2024'], types: [] } },
        'packages/a/src/index.ts': text,
      }),
    )
  ).problems

test('plain code passes', async () => {
  expect(await judge('export const a = async () => 1\n')).toEqual([])
})

test('a promise nobody waits for fails, which only a linter that knows types can see', async () => {
  const problems = await judge('const a = async () => 1\na()\nexport const b = 1\n')
  expect(problems).toEqual([expect.stringContaining('no-floating-promises')])
})

test('a tree without files fails', async () => {
  expect((await lint.run(fixture({}))).problems).not.toEqual([])
})
