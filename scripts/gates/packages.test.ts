import { expect, test } from 'vitest'

import { fixture, packageFixture } from './fixture.ts'
import { packages } from './packages.ts'

test('a sound package passes', async () => {
  expect((await packages.run(fixture(packageFixture('packages/a')))).problems).toEqual([])
})

test('files that are not packed are missed', async () => {
  const top = fixture(packageFixture('packages/a', { files: ['dist/index.d.ts'] }))
  expect((await packages.run(top)).problems.join('\n')).toMatch(/publint[^]*dist\/index\.js/)
})

test('types that do not resolve fail', async () => {
  const top = fixture({
    ...packageFixture('packages/a'),
    'packages/a/dist/index.d.ts': "export * from './missing.ts';\n",
  })
  expect((await packages.run(top)).problems.join('\n')).toMatch(/attw[^]*resolution/i)
})

test('a tree without packages fails', async () => {
  expect((await packages.run(fixture({}))).problems).toEqual(['no packages were packed'])
})
