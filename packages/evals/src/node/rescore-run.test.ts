import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemRuntime } from '@harness/kernel/node'
import { expect, test } from 'vitest'
import { evalWorld } from './__fixtures__/eval-world.ts'
import { sessionSubject } from './__fixtures__/session-subject.ts'
import { rescoreRun } from './rescore-run.ts'

const subject = sessionSubject(
  () => ({ writes: [['out.txt', 'forty two']], answer: 'The answer is 42.' }),
  systemRuntime,
)

const files = { 'out.txt': { contains: 'forty' } }

test('a run is scored by what its suite says now, and its log stays', async () => {
  using world = evalWorld()
  const before = world.suite([
    { id: 'one', expect_contains: '41', expect: { files } },
    { id: 'two', expect_contains: '42', expect: { files } },
    { id: 'three', expect_contains: '42' },
  ])
  const { folder, report } = await world.run(before, subject)
  expect(report.totals).toMatchObject({ passed: 2, failed: 1 })
  const suite = world.suite([
    { id: 'one', expect_contains: '42', expect: { files }, tags: ['mended'] },
    { id: 'two', expect_contains: '42', expect: { files: { 'out.txt': { equals: '42' } } } },
    { id: 'four', expect_contains: 'new' },
  ])
  const output = join(world.path, 'again')
  const again = await rescoreRun(folder, { suite, output })
  expect(again).toMatchObject({ scored: 2, gone: ['three'] })
  expect(
    again.moved.map(({ case: id, before: was, after }) => [id, was.status, after.status]),
  ).toEqual([
    ['one', 'failed', 'passed'],
    ['two', 'passed', 'failed'],
  ])
  expect(again.report.cases.map(({ id, tags }) => [id, tags])).toEqual([
    ['one', ['mended']],
    ['two', []],
  ])
  expect(JSON.parse(readFileSync(join(output, 'report.json'), 'utf8'))).toEqual(again.report)
  expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toEqual(report)
  expect((await rescoreRun(folder)).moved).toEqual([])
})

test.each([
  ['a file of which nothing was kept', { expect: { files: { 'other.txt': {} } } }],
  ['a command that was never run', { verify_command: 'true' }],
  ['a command of an expectation', { expect: { commands: [{ run: 'true' }] } }],
  ['a grade that nobody gave', { grade: { rubric: 'Is it good?' } }],
  ['another task', { task: 'Say 42 twice.' }],
])('what the recording does not hold cannot be decided: %s', async (_what, more) => {
  using world = evalWorld()
  const one = { id: 'one', expect_contains: '42' }
  const { folder } = await world.run(world.suite([one]), subject)
  const output = join(world.path, 'again')
  const again = rescoreRun(folder, { suite: world.suite([{ ...one, ...more }]), output })
  await expect(again).rejects.toMatchObject({ code: 'not_recorded' })
  await expect(again).rejects.toThrow(/"one".*run (?:it|that) again/i)
  expect(existsSync(output)).toBe(false)
})
