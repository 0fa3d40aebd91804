// What keeps an attempt from being measured is no verdict: it is recorded, tried again, and tried once more by whoever goes on.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Runtime } from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import { expect, test } from 'vitest'
import { actingSubject, type ActingSubject } from './__fixtures__/acting-subject.ts'
import { evalWorld } from './__fixtures__/eval-world.ts'
import type { EvalNews } from './eval-progress.ts'

/** Pauses are told and not waited for. */
function hurried() {
  const pauses: number[] = []
  const sleep = async (ms: number) => void pauses.push(ms)
  const runtime: Runtime = { ...systemRuntime, sleep }
  return { pauses, runtime }
}

const down = { kind: 'infrastructure' as const, code: 'retryable', message: 'the endpoint is down' }

/** Fails so often by its endpoint, then works. */
function failing(times: number): ActingSubject {
  let left = times
  return actingSubject(() => {
    left -= 1
    return left >= 0 ? { reason: 'failed', fault: down } : undefined
  })
}

const passes = { id: 'one', expect_contains: 'done' }

test('a fault of the endpoint is tried again, in folders of its own, and does not count', async () => {
  using world = evalWorld()
  const { pauses, runtime } = hurried()
  const news: EvalNews[] = []
  const subject = failing(1)
  const { report } = await world.run(world.suite([passes]), subject, {
    runtime,
    onNews: (one) => news.push(one),
  })
  const attempt = report.cases[0]?.attempts[0]
  expect(attempt).toMatchObject({ status: 'passed', paths: { folder: 'attempts/one/1.2' } })
  expect(attempt?.broken).toEqual([
    { try: 1, stage: 'subject', code: 'retryable', message: 'the endpoint is down' },
  ])
  expect(news.map((one) => (one.kind === 'broken' ? one.again : one.kind))).toEqual([
    true,
    'scored',
  ])
  expect(pauses).toEqual([1000])
  expect(new Set(subject.works.map(({ id }) => id)).size).toBe(2)
  expect(new Set(subject.works.map(({ home }) => home)).size).toBe(2)
})

test('tries are bounded and their pauses grow; the next process tries again', async () => {
  using world = evalWorld()
  const { pauses, runtime } = hurried()
  const suite = world.suite([passes, { ...passes, id: 'two' }])
  const subject = failing(5)
  const first = await world.run(suite, subject, { runtime, tries: 4, concurrency: 1 })
  expect(first.report.totals).toMatchObject({
    infrastructure: 1,
    passed: 1,
    passRate: { cases: 1 },
  })
  expect(first.report.run.state).toBe('finished')
  expect(pauses).toEqual([1000, 4000, 16_000, 1000])
  const again = await world.run(
    suite,
    actingSubject(() => undefined),
    { runtime },
  )
  expect(again.report.totals).toMatchObject({ infrastructure: 0, passed: 2 })
  expect(again.report.cases[0]?.attempts[0]?.broken).toHaveLength(4)
})

test('a subject that rejects, or that cannot be let go of, is told and breaks no run', async () => {
  using world = evalWorld()
  const { runtime } = hurried()
  const news: EvalNews[] = []
  const subject = actingSubject(() => {
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
  })
  const stuck = { ...subject, release: () => Promise.reject(new Error('still there')) }
  const onNews = (one: EvalNews) => void news.push(one)
  const { report } = await world.run(world.suite([passes]), stuck, { runtime, tries: 1, onNews })
  expect(report.cases[0]?.attempts[0]).toMatchObject({
    status: 'infrastructure',
    broken: [{ stage: 'subject', code: 'ENOSPC', message: 'no space left' }],
  })
  expect(news.find(({ kind }) => kind === 'notice')).toMatchObject({
    text: expect.stringContaining('still there'),
  })
})

test('a setup that fails says what it said', async () => {
  using world = evalWorld()
  const { runtime } = hurried()
  const suite = world.suite([{ ...passes, setup: ['true', 'echo no compiler; exit 3'] }])
  const subject = actingSubject(() => undefined)
  const { report } = await world.run(suite, subject, { runtime, tries: 1 })
  expect(report.cases[0]?.attempts[0]?.reason).toBe(
    'setup (setup_failed): `echo no compiler; exit 3` ended with exit code 3: no compiler',
  )
  expect(subject.works).toEqual([])
})

test('a setup that takes too long is ended', async () => {
  using world = evalWorld()
  const { runtime } = hurried()
  const suite = world.suite([{ ...passes, setup: 'sleep 60', setup_timeout_s: 0.2 }])
  const { report } = await world.run(
    suite,
    actingSubject(() => undefined),
    { runtime, tries: 1 },
  )
  expect(report.cases[0]?.attempts[0]?.reason).toMatch(/ended with timeout/)
})

test('files that would be laid out of the copy break the attempt, not the disk', async () => {
  using world = evalWorld()
  const { runtime } = hurried()
  world.write({ 'fixture/way': 'a file' })
  const suite = world.suite([{ ...passes, workspace: 'fixture', files: { 'way/x': 'x' } }])
  const { report } = await world.run(
    suite,
    actingSubject(() => undefined),
    { runtime, tries: 1 },
  )
  expect(report.cases[0]?.attempts[0]).toMatchObject({
    broken: [{ stage: 'workspace', code: 'bad_workspace' }],
  })
})

test('a verification that cannot be begun is no verdict, and one that the subject broke is', async () => {
  using world = evalWorld()
  const { runtime } = hurried()
  const suite = world.suite([
    { id: 'one', verify_command: 'sh check.sh', files: { 'check.sh': '' } },
  ])
  const broken = await world.run(
    suite,
    actingSubject(() => undefined),
    {
      runtime,
      env: { PATH: '/nowhere' },
      commands: () => ({
        run: async () => ({ kind: 'failed', message: 'there is no shell' }),
        probe: async () => 'run',
        read: async () => undefined,
      }),
      tries: 1,
      folder: join(world.path, 'broken'),
    },
  )
  expect(broken.report.cases[0]?.attempts[0]).toMatchObject({
    status: 'infrastructure',
    broken: [{ stage: 'verification', code: 'not_started', message: 'there is no shell' }],
  })
  const subject = actingSubject(({ workspace }) =>
    writeFileSync(join(workspace, 'check.sh'), 'nonsense-that-is-no-program'),
  )
  const failed = await world.run(suite, subject, { runtime, folder: join(world.path, 'failed') })
  expect(failed.report.cases[0]?.attempts[0]).toMatchObject({
    status: 'failed',
    failure: 'verification_failure',
  })
})

test('what a try spent for nothing is spent', async () => {
  using world = evalWorld()
  const { runtime } = hurried()
  const suite = world.suite([passes, { ...passes, id: 'two' }])
  const subject = actingSubject((_work, { onNews }) => {
    onNews?.({ kind: 'spent', tokens: 10, cost: 0.6 })
    return { reason: 'failed', fault: down }
  })
  const options = { runtime, tries: 1, maxCost: 0.5, concurrency: 1 }
  const { report } = await world.run(suite, subject, options)
  expect(report.run.state).toBe('cost')
  expect(report.totals).toMatchObject({ infrastructure: 1, cost: 0, lostCost: 0.6 })
  expect(subject.works).toHaveLength(1)
  await world.run(suite, subject, options)
  expect(subject.works).toHaveLength(1)
  const richer = await world.run(
    suite,
    actingSubject(() => undefined),
    { ...options, maxCost: 1 },
  )
  expect(richer.report).toMatchObject({
    run: { state: 'finished' },
    totals: { passed: 2, lostCost: 0.6 },
  })
  expect(richer.report.cases[0]?.attempts[0]).toMatchObject({ status: 'passed', lostCost: 0.6 })
  expect(readFileSync(join(richer.folder, 'report.json'), 'utf8')).toContain('"state": "finished"')
})
