import { expect, test } from 'vitest'

import { fixture } from './fixture.ts'
import { unused } from './unused.ts'

const judge = (files: Record<string, string>) =>
  unused.run(
    fixture({
      'package.json': { name: 'top', private: true, type: 'module', workspaces: ['packages/*'] },
      'knip.json': { workspaces: { 'packages/*': { entry: ['src/index.ts'] } } },
      'packages/a/package.json': { name: 'a', type: 'module' },
      'packages/a/src/index.ts': "export { used } from './used.ts'\n",
      'packages/a/src/used.ts': 'export const used = 1\n',
      ...files,
    }),
  )

test('a tree where everything is used passes', async () => {
  expect((await judge({})).problems).toEqual([])
})

test('an export, a file and a dependency nobody uses fail', async () => {
  const { problems } = await judge({
    'packages/a/package.json': '{ "name": "a", "dependencies": { "left-pad": "1" } }',
    'packages/a/src/used.ts': 'export const used = 1\nexport const idle = 2\n',
    'packages/a/src/lost.ts': 'export const lost = 1\n',
  })
  expect(problems.join()).toMatch(/lost\.ts[^]*left-pad[^]*idle/)
})
