import { expect, test } from 'vitest'

import { fixture } from './fixture.ts'
import { types } from './types.ts'

const judge = (files: Record<string, string | object>) =>
  types.run(
    fixture({
      'tsconfig.base.json': true,
      'tsconfig.json': { files: [], references: [{ path: './packages/a' }] },
      'packages/a/tsconfig.json': {
        extends: '../../tsconfig.base.json',
        compilerOptions: { rootDir: 'src', outDir: 'dist' },
        include: ['src'],
        exclude: ['src/left-out.ts'],
      },
      'packages/a/package.json': { type: 'module' },
      ...files,
    }),
  )

test('well-typed code passes', async () => {
  const { seen, problems } = await judge({
    'packages/a/src/index.ts': 'export const a: number = 1',
  })
  expect(problems).toEqual([])
  expect(seen).toBe('1 files in 1 projects')
})

test('a wrong type fails', async () => {
  const { problems } = await judge({ 'packages/a/src/index.ts': "export const a: number = 'b'" })
  expect(problems).toEqual([expect.stringContaining('TS2322')])
})

test('a file outside every project fails', async () => {
  const { problems } = await judge({
    'packages/a/src/index.ts': 'export const a = 1',
    'packages/a/src/left-out.ts': "export const a: number = 'b'",
  })
  expect(problems).toEqual(['packages/a/src/left-out.ts belongs to no TypeScript project'])
})
