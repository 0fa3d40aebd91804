import { expect, test } from 'vitest'

import { fixture } from './fixture.ts'
import { size } from './size.ts'

const lines = (count: number) => 'export {}\n'.repeat(count)

test('a file of 400 lines passes and one of 401 fails', async () => {
  const top = fixture({
    'packages/a/src/fits.ts': lines(400),
    'apps/b/src/long.test.ts': lines(401),
    'packages/a/dist/bundle.js': lines(4000),
  })
  const { problems } = await size.run(top)
  expect(problems).toEqual([expect.stringContaining('apps/b/src/long.test.ts has 401 lines')])
})

test('a tree without source files fails', async () => {
  expect((await size.run(fixture({}))).problems).toHaveLength(1)
})
