import { expect, test } from 'vitest'

import { fixture } from './fixture.ts'
import { format } from './format.ts'

const judge = async (text: string) =>
  (await format.run(fixture({ '.oxfmtrc.json': true, 'packages/a/src/index.ts': text }))).problems

test('formatted code passes and a semicolon fails', async () => {
  expect(await judge("export const a = 'b'\n")).toEqual([])
  expect(await judge("export const a = 'b';\n")).toEqual([
    expect.stringContaining('packages/a/src/index.ts'),
  ])
})

test('a tree without files fails', async () => {
  expect((await format.run(fixture({}))).problems).not.toEqual([])
})
