// What happens in one attempt: rounds, limits, protected files, what is kept, and who is asked.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemRuntime } from '@harness/kernel/node'
import { expect, test } from 'vitest'
import { actingSubject, type ActingSubject } from './__fixtures__/acting-subject.ts'
import { evalWorld, type EvalWorld } from './__fixtures__/eval-world.ts'
import { sessionSubject } from './__fixtures__/session-subject.ts'
import type { EvalOptions } from './eval-options.ts'
import type { GradeQuestion } from './grader.ts'

type Case = Parameters<EvalWorld['suite']>[0][number]

const attemptOf = async (
  world: EvalWorld,
  theCase: Partial<Case>,
  subject: EvalOptions['subject'],
  more?: Partial<EvalOptions>,
) => {
  const { report, folder } = await world.run(
    world.suite([{ id: 'one', ...theCase }]),
    subject,
    more,
  )
  return { attempt: report.cases[0]?.attempts[0], folder }
}

const right = (name: string) => ({ verify_command: `grep -q right ${name}` })

/** Writes what is right when it was told so often. */
const after = (told: number): ActingSubject =>
  actingSubject(({ workspace, says }) => {
    writeFileSync(join(workspace, 'out.txt'), says.length > told ? 'right' : 'wrong')
  })

test('a subject is told what the verification said, and mends it', async () => {
  using world = evalWorld()
  const subject = after(2)
  const verify = {
    verify_command: 'cat out.txt; grep -q right out.txt',
    verify_feedback_attempts: 2,
  }
  const { attempt } = await attemptOf(world, verify, subject)
  expect(attempt).toMatchObject({ status: 'passed', assisted: true, rounds: 3 })
  expect(subject.works.map(({ says }) => says.length)).toEqual([1, 2, 3])
  expect(subject.works[2]?.says[1]).toMatch(/cat out\.txt(?:.|\n)*exit code 1(?:.|\n)*wrong/)
  expect(new Set(subject.works.map(({ id }) => id)).size).toBe(1)
})

test('it is told no more often than the case allows, and not after it did not end well', async () => {
  using world = evalWorld()
  const lazy = after(9)
  const { attempt } = await attemptOf(
    world,
    { ...right('out.txt'), verify_feedback_attempts: 2 },
    lazy,
  )
  expect(attempt).toMatchObject({ status: 'failed', failure: 'verification_failure', rounds: 3 })
  const limited = actingSubject(() => ({ reason: 'limit', limit: 'turns' }))
  const folder = join(world.path, 'other')
  const second = await attemptOf(world, right('out.txt'), limited, { folder })
  expect(second.attempt).toMatchObject({ failure: 'max_steps', rounds: 1 })
  expect(second.attempt?.checks[0]).toMatchObject({ name: 'verify', passed: false })
})

test('limits are those of the attempt: a later round has what is left of them', async () => {
  using world = evalWorld()
  const given: unknown[] = []
  const inner = sessionSubject(
    (_task, told) => ({ writes: [['out.txt', told > 1 ? 'right' : 'wrong']], answer: 'Done.' }),
    systemRuntime,
  )
  const subject: EvalOptions['subject'] = {
    ...inner,
    run: (work, options) => {
      given.push(work.limits)
      return inner.run(work, options)
    },
  }
  const limits = { turns: 10, tokens: 100, cost: 1 }
  const { attempt } = await attemptOf(world, { ...right('out.txt'), limits }, subject)
  expect(attempt).toMatchObject({ status: 'passed', turns: 4, usage: { inputTokens: 40 } })
  expect(given).toMatchObject([limits, { turns: 8, tokens: 70 }])
})

test('no round begins for which nothing is left', async () => {
  using world = evalWorld()
  const subject = actingSubject((_work, { onNews }) =>
    onNews?.({ kind: 'spent', tokens: 60, cost: null }),
  )
  const spent = { ...right('out.txt'), verify_feedback_attempts: 5, limits: { tokens: 100 } }
  const { attempt } = await attemptOf(world, spent, subject)
  expect(attempt).toMatchObject({ status: 'failed', rounds: 2 })
})

test('tests that the subject edits, or replaces by a way out, are put back before they are asked', async () => {
  using world = evalWorld()
  world.write({ 'fixture/tests/check.sh': 'grep -q right out.txt', 'fixture/out.txt': '' })
  const subject = actingSubject(({ workspace, says }) => {
    rmSync(join(workspace, 'tests'), { recursive: true })
    if (says.length > 1) symlinkSync('/tmp', join(workspace, 'tests'))
    else writeFileSync(join(workspace, 'tests'), 'exit 0')
  })
  const cheated = {
    workspace: 'fixture',
    protect: ['tests/**'],
    verify_command: 'sh tests/check.sh',
  }
  const { attempt, folder } = await attemptOf(world, cheated, subject)
  expect(attempt).toMatchObject({ status: 'failed', failure: 'verification_failure', rounds: 2 })
  const check = readFileSync(join(folder, 'attempts/one/1/workspace/tests/check.sh'), 'utf8')
  expect(check).toBe('grep -q right out.txt')
})

test('what a subject left running is ended before its tests are put back', async () => {
  using world = evalWorld()
  world.write({ 'fixture/tests/check.sh': 'grep -q right out.txt', 'fixture/out.txt': '' })
  const running = new Map<string, NodeJS.Timeout>()
  const acting = actingSubject(({ id, workspace }) => {
    const cheat = () => writeFileSync(join(workspace, 'tests/check.sh'), 'exit 0')
    running.set(id, setInterval(cheat, 1))
  })
  const release: typeof acting.release = async ({ id }) => clearInterval(running.get(id))
  const cheated = {
    workspace: 'fixture',
    protect: ['tests/**'],
    verify_command: 'sleep 0.3; sh tests/check.sh',
    verify_feedback_attempts: 0,
  }
  const { attempt } = await attemptOf(world, cheated, { ...acting, release })
  expect(attempt).toMatchObject({ status: 'failed', failure: 'verification_failure' })
})

test('tests are put back before each command of the expectations: one may run what the subject wrote', async () => {
  using world = evalWorld()
  world.write({ 'fixture/tests/check.sh': 'grep -q right out.txt', 'fixture/out.txt': '' })
  const subject = actingSubject(({ workspace }) =>
    writeFileSync(join(workspace, 'build.sh'), 'echo exit 0 > tests/check.sh'),
  )
  const commands = [{ run: 'sh build.sh' }, { run: 'sh tests/check.sh' }]
  const cheated = { workspace: 'fixture', protect: ['tests/**'], expect: { commands } }
  const { attempt } = await attemptOf(world, cheated, subject)
  expect(attempt?.checks.map(({ passed }) => passed)).toEqual([true, false])
})

test('a subject that takes its workspace away is measured like any other', async () => {
  using world = evalWorld()
  world.write({ 'outside/out.txt': 'right' })
  const subject = actingSubject(({ workspace, says }) => {
    rmSync(workspace, { recursive: true })
    if (says.length > 1) symlinkSync(join(world.path, 'outside'), workspace)
  })
  const { attempt } = await attemptOf(world, right('out.txt'), subject)
  expect(attempt).toMatchObject({ status: 'failed', failure: 'verification_failure', broken: [] })
})

test.each([
  ['all', [true, true]],
  ['failed', [false, true]],
  ['none', [false, false]],
] as const)('of workspaces %s are kept, and every home', async (keep, kept) => {
  using world = evalWorld()
  const suite = world.suite([
    { id: 'good', expect_contains: 'done' },
    { id: 'bad', expect_contains: 'never', setup: 'true', protect: ['*'], files: { a: 'a' } },
  ])
  const subject = actingSubject(({ home }) => writeFileSync(join(home, 'kept'), ''))
  const { folder, report } = await world.run(suite, subject, { keep })
  const there = (id: string, name: string) => existsSync(join(folder, 'attempts', id, '1', name))
  expect(['good', 'bad'].map((id) => there(id, 'workspace'))).toEqual(kept)
  expect(['good', 'bad'].map((id) => there(id, 'home/kept'))).toEqual([true, true])
  expect(['tasks', 'protected'].map((name) => there('bad', name))).toEqual([false, false])
  expect(report.cases.map((one) => one.attempts[0]?.paths.workspace !== null)).toEqual(kept)
  expect(subject.released).toHaveLength(2)
})

test('a model is asked about what holds otherwise, with the answer and the changes', async () => {
  using world = evalWorld()
  const asked: GradeQuestion[] = []
  const graded = { rubric: 'Is it kind?' }
  const suite = world.suite([
    { id: 'kind', grade: graded, expect_contains: 'done' },
    { id: 'wrong', grade: graded, expect_contains: 'never' },
  ])
  let fails = 1
  const grader: NonNullable<EvalOptions['grader']> = {
    grade: async (question) => {
      if (fails-- > 0) throw new Error('the endpoint is down')
      asked.push(question)
      const usage = { inputTokens: 3, outputTokens: 1 }
      return {
        passed: false,
        reason: 'It is rude.',
        model: 'a/b',
        rubric: question.rubric,
        usage,
        cost: 1,
      }
    },
  }
  const runtime = { ...systemRuntime, sleep: async () => undefined }
  const subject = actingSubject(({ workspace }) => {
    mkdirSync(join(workspace, 'deep'))
    writeFileSync(join(workspace, 'deep/x.txt'), 'hello')
  })
  const { report } = await world.run(suite, subject, { grader, runtime, concurrency: 1 })
  expect(asked).toEqual([
    {
      rubric: 'Is it kind?',
      model: null,
      task: 'Do kind.',
      answer: 'It is done.',
      changes: '--- deep/x.txt (new, 5 bytes)\nhello',
    },
  ])
  expect(report.cases.map((one) => one.attempts[0])).toMatchObject([
    { status: 'failed', gradeCost: 1, broken: [], reason: expect.stringContaining('rude') },
    { status: 'failed', gradeCost: 0 },
  ])
  expect(subject.works).toHaveLength(2)
})

test('commands of expectations see what the subject left, and their records are judged', async () => {
  using world = evalWorld()
  const commands = [
    { run: 'cat "a\r\nb 😀.txt"', output: { equals: 'hällo' } },
    { run: 'exit 4', exit_code: 4 },
    { run: 'sleep 30', timeout_s: 0.2 },
  ]
  const subject = actingSubject(({ workspace }) =>
    writeFileSync(join(workspace, 'a\r\nb 😀.txt'), 'hällo\r\n'),
  )
  const { attempt } = await attemptOf(world, { expect: { commands } }, subject)
  expect(attempt?.checks.map(({ passed }) => passed)).toEqual([true, true, false])
  expect(attempt).toMatchObject({ status: 'failed', failure: 'expectation_mismatch' })
})
