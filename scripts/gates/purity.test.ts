import { expect, test } from 'vitest'

import { fixture } from './fixture.ts'
import { purity } from './purity.ts'

const judge = async (files: Record<string, string>) => (await purity.run(fixture(files))).problems

const others = {
  'packages/traces/src/index.ts': 'export const trace = 1',
  'packages/evals/src/index.ts': 'export const score = 1',
}

test('names that only look like the world are fine', async () => {
  const fine = `const performance = { now: () => 1 }
    export const a = { process: performance.now(), fetch() {} }
    export const b = a.process + Math.floor(1.5)
    export interface C { crypto: string; window: Date }
    export const d = new AbortController().signal, e = AbortSignal.any([d])
    export const f = (window: number) => structuredClone(new TextEncoder().encode(String(window)))`
  expect(await judge({ ...others, 'packages/kernel/src/index.ts': fine })).toEqual([])
})

test.each([
  'Date.now()',
  'new Date()',
  'Math.random()',
  "Math['random']()",
  'performance.now()',
  'typeof process',
  'Buffer.from([])',
  'globalThis.fetch',
  'await fetch("")',
  '{ fetch }',
  'setTimeout(() => 1, 1)',
  'setInterval(() => 1, 1)',
  'queueMicrotask(() => 1)',
  'crypto.randomUUID()',
  'console.log()',
  'AbortSignal.timeout(1)',
  "'a'.localeCompare('b')",
])('the kernel root does not ask the world: %s', async (expression) => {
  const text = `export const a = (${expression})`
  const problems = await judge({
    ...others,
    'packages/kernel/src/index.ts': 'export * from "./state/deep.ts"',
    'packages/kernel/src/state/deep.ts': text,
    'packages/kernel/src/node/index.ts': text,
    'packages/kernel/src/testing/index.ts': text,
    'packages/kernel/src/state/deep.test.ts': text,
  })
  expect(problems.join()).toContain('1 problem')
  expect(problems.join()).toContain('src/state/deep.ts:1')
})

test('traces, and what evals decide and report, do not ask the world either', async () => {
  const problems = await judge({
    ...others,
    'packages/kernel/src/index.ts': 'export const a = 1',
    'packages/traces/src/html/page.ts': 'export const at = Date.now()',
    'packages/evals/src/score/verdict.ts': 'export const at = Date.now()',
    'packages/evals/src/node/run.ts': 'export const at = Date.now()',
  })
  expect(problems.join()).toContain('2 problems')
  expect(problems.join()).toContain('src/html/page.ts:1')
  expect(problems.join()).toContain('src/score/verdict.ts:1')
})

test('a tree in which one of them is missing proves nothing', async () => {
  const onlyNode = { ...others, 'packages/kernel/src/node/index.ts': 'export {}' }
  expect(await judge(onlyNode)).toEqual(['no kernel modules were found'])
  const onlyKernel = { 'packages/kernel/src/index.ts': 'export {}' }
  expect(await judge(onlyKernel)).toEqual([
    'no traces modules were found',
    'no evals modules were found',
  ])
})
