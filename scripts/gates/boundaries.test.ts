import { expect, test } from 'vitest'

import { boundaries } from './boundaries.ts'
import { fixture } from './fixture.ts'

const entry = (path: string) => ({ types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` })
const library = (name: string, dependencies: Record<string, string> = {}) => ({
  name: `@harness/${name}`,
  exports: { '.': entry('index') },
  dependencies,
})
const ours = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [`@harness/${name}`, 'workspace:^']))

const workspace = {
  'package.json': { devDependencies: { vitest: '1' } },
  'packages/kernel/package.json': {
    ...library('kernel', { zod: '4' }),
    exports: {
      '.': entry('index'),
      './node': entry('node/index'),
      './testing': entry('testing/index'),
    },
  },
  'packages/kernel/src/index.ts':
    "import { z } from 'zod'\nexport * from './state/fold.ts'\nexport { z }",
  'packages/kernel/src/state/fold.ts': 'export const fold = 1',
  'packages/kernel/src/node/index.ts': "import 'node:fs'\nexport * from '../index.ts'",
  'packages/kernel/src/testing/index.ts': "import '../node/index.ts'",
  'packages/provider-x/package.json': library('provider-x', ours('kernel')),
  'packages/provider-x/src/index.ts': "import '@harness/kernel'",
  'packages/providers/package.json': library('providers', ours('kernel', 'provider-x')),
  'packages/providers/src/index.ts': "export const load = () => import('@harness/provider-x')",
  'packages/providers/src/index.test.ts': "import 'vitest'\nimport '@harness/kernel/testing'",
  'packages/tools/package.json': library('tools', { ...ours('kernel'), field: '1' }),
  'packages/tools/src/index.ts':
    "import '@harness/kernel/node'\nimport 'field/part'\nimport 'node:path'",
  'apps/sdk/package.json': library('sdk', ours('kernel', 'tools', 'providers')),
  'apps/sdk/src/index.ts': "import '@harness/tools'\nimport '@harness/providers'",
  'apps/cli/package.json': {
    name: '@harness/cli',
    bin: {},
    devDependencies: ours('sdk', 'kernel'),
  },
  'apps/cli/src/main.ts': "import '@harness/sdk'",
}

const judge = (files: Record<string, string> = {}) =>
  boundaries.run(fixture({ ...workspace, ...files }))

test('the table of the architecture passes, and says how much it saw', async () => {
  const { seen, problems } = await judge()
  expect(problems).toEqual([])
  expect(seen).toBe('10 modules, 15 imports, 6 packages')
})

test.each([
  ['kernel', 'index.ts', "import 'node:fs/promises'", 'free of Node'],
  ['kernel', 'index.ts', "import type { Stats } from 'fs'", 'free of Node'],
  ['kernel', 'index.ts', "export const a = () => import('node:fs')", 'free of Node'],
  ['kernel', 'index.ts', "export type A = import('node:fs').Stats", 'free of Node'],
  ['kernel', 'index.ts', "export * from 'node:fs'", 'free of Node'],
  ['kernel', 'index.ts', "const a = require('fs')", 'free of Node'],
  ['kernel', 'index.ts', '/// <reference types="node" />', 'free of Node'],
  ['kernel', 'index.ts', 'export const a = (b: string) => import(b)', 'must name its target'],
  ['kernel', 'index.ts', "import 'lodash'", 'imports zod and itself'],
  ['kernel', 'index.ts', "import './node/index.ts'", 'does not know /node'],
  ['kernel', 'state/fold.ts', "import '../testing/index.ts'", 'does not know /testing'],
  ['kernel', 'index.ts', "import '@harness/kernel/node'", 'imports itself by path'],
  ['kernel', 'index.ts', "import '@harness/tools'", 'kernel may not import tools'],
  ['kernel', 'node/index.ts', "import '../testing/index.ts'", 'does not know /testing'],
  ['kernel', 'node/index.ts', "import '../wire/index.ts'", 'does not know /wire'],
  ['kernel', 'wire/index.ts', "import '../node/index.ts'", 'does not know /node'],
  ['kernel', 'wire/index.ts', "import 'node:http'", 'free of Node'],
  ['tools', 'index.ts', "import '@harness/providers'", 'tools may not import providers'],
  ['tools', 'index.ts', "import '@harness/sdk'", 'tools may not import sdk'],
  ['tools', 'index.ts', "import '../../kernel/src/index.ts'", 'stays inside its package'],
  ['tools', 'index.ts', "import '@harness/kernel/dist/index.js'", 'not a published entry'],
  ['tools', 'index.ts', "import '@harness/kernel/testing'", 'is for tests'],
  ['tools', 'index.ts', "import 'left-pad'", 'not in its package.json'],
  ['tools', 'index.ts', "import 'vitest'", 'not in its package.json'],
  ['tools', 'index.ts', "import '@harness/nothing'", 'no such package'],
  ['providers', 'index.ts', "import '@harness/tools'", 'providers may not import tools'],
])('in %s/src/%s, %s is refused', async (name, path, text, reason) => {
  const { problems } = await judge({ [`packages/${name}/src/${path}`]: text })
  expect(problems).toEqual([expect.stringContaining(reason)])
})

test('the cli imports the sdk, not what the sdk composes', async () => {
  const { problems } = await judge({ 'apps/cli/src/main.ts': "import '@harness/tools'" })
  expect(problems).toEqual([expect.stringContaining('cli may not import tools')])
})

test('a package without modules, and a tree without packages, fail', async () => {
  const empty = { 'packages/new/package.json': '{ "name": "@harness/new" }' }
  expect((await judge(empty)).problems).toEqual(['packages/new: no modules were seen'])
  expect((await boundaries.run(fixture({ 'package.json': {} }))).problems).toEqual([
    'no modules were seen at all',
  ])
})
