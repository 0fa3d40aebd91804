import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { systemRuntime } from '@harness/kernel/node'
import { expect, test } from 'vitest'
import { evalWorld, type EvalWorld } from './__fixtures__/eval-world.ts'
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
  ['fewer turns', { limits: { turns: 1 } }],
  ['other files that are put back', { protect: ['*.test.ts'] }],
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

test.each([
  ['other files', (world: EvalWorld) => world.write({ 'work/given.txt': 'else' })],
  ['none', (world: EvalWorld) => rmSync(join(world.path, 'work'), { recursive: true })],
])('a workspace that holds %s now is other work', async (_what, change) => {
  using world = evalWorld()
  world.write({ 'work/given.txt': 'so' })
  const suite = world.suite([{ id: 'one', workspace: 'work', expect_contains: '42' }])
  const { folder } = await world.run(suite, subject)
  expect((await rescoreRun(folder, { suite })).moved).toEqual([])
  change(world)
  await expect(rescoreRun(folder, { suite })).rejects.toMatchObject({
    code: 'not_recorded',
    message: expect.stringContaining('case "one": what stands in its workspace'),
  })
  expect((await rescoreRun(folder)).moved).toEqual([])
})

test('feedback that is given more often is other work', async () => {
  using world = evalWorld()
  const suite = (times: number) =>
    world.suite([{ id: 'one', verify_command: 'true', verify_feedback_attempts: times }])
  const { folder } = await world.run(suite(1), subject)
  await expect(rescoreRun(folder, { suite: suite(2) })).rejects.toThrow('verify_feedback_attempts')
})

test('a check more that holds moves no verdict', async () => {
  using world = evalWorld()
  const { folder } = await world.run(world.suite([{ id: 'one', expect_contains: '42' }]), subject)
  const suite = world.suite([{ id: 'one', expect_contains: '42', expect: { files } }])
  const again = await rescoreRun(folder, { suite })
  expect(again.moved).toEqual([])
  expect(again.report.cases[0]?.attempts[0]?.checks).toHaveLength(2)
})
