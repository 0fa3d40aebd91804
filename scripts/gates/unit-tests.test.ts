import { expect, test } from 'vitest'

import { fixture } from './fixture.ts'
import { unitTests } from './unit-tests.ts'

const judge = async (text: string) =>
  (
    await unitTests.run(
      fixture({
        'vitest.config.mjs': 'export default { test: { globals: true } }',
        'a.test.mjs': text,
      }),
    )
  ).problems

test('a suite that holds passes and one that fails is shown', async () => {
  expect(await judge("test('holds', () => expect(1).toBe(1))")).toEqual([])
  expect(await judge("test('is wrong', () => expect(1).toBe(2))")).toEqual([
    expect.stringContaining('is wrong'),
  ])
})
