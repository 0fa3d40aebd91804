// A run that is stopped stands where it stood; one that is gone on with does no more than what was left.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemRuntime } from '@harness/kernel/node'
import { expect, test } from 'vitest'
import { actingSubject } from './__fixtures__/acting-subject.ts'
import { evalWorld, type EvalWorld } from './__fixtures__/eval-world.ts'

const many = (world: EvalWorld, count: number) =>
  world.suite(Array.from({ length: count }, (_, n) => ({ id: `c${n}`, expect_contains: 'done' })))

/** Resolves when the function answers true. */
async function until(is: () => boolean): Promise<void> {
  while (!is()) await sleep(5)
}

test('a stop begins nothing more, writes the reports and can be gone on with', async () => {
  using world = evalWorld()
  const suite = many(world, 10)
  const stop = new AbortController()
  const subject = actingSubject(() => {
    if (subject.works.length === 4) stop.abort(new Error('enough'))
  })
  const first = await world.run(suite, subject, { signal: stop.signal, concurrency: 1 })
  expect(first.report.run.state).toBe('stopped')
  expect(first.report.totals).toMatchObject({ passed: 3, open: 7 })
  expect(existsSync(join(first.folder, 'report.json'))).toBe(true)
  const rest = actingSubject(() => undefined)
  const second = await world.run(suite, rest, { concurrency: 1 })
  expect(second.report).toMatchObject({ run: { state: 'finished' }, totals: { passed: 10 } })
  expect(rest.works).toHaveLength(7)
  // What was under way is the same work, and comes first.
  expect(rest.works[0]?.id).toBe(subject.works[3]?.id)
})

test('a signal that has fired before begins nothing', async () => {
  using world = evalWorld()
  const subject = actingSubject(() => undefined)
  const { report } = await world.run(many(world, 2), subject, { signal: AbortSignal.abort() })
  expect(report.run.state).toBe('stopped')
  expect(subject.works).toEqual([])
})

test('a command under way is ended by a stop, with all it started, and is run again by whoever goes on', async () => {
  using world = evalWorld()
  const log = join(world.path, 'log.txt')
  const suite = world.suite([
    {
      id: 'one',
      verify_command: `echo $$ >>${log}; [ -e ${log}.go ] || sleep 60 & wait`,
    },
  ])
  const stop = new AbortController()
  const pids = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [])
  const running = world.run(
    suite,
    actingSubject(() => undefined),
    { signal: stop.signal },
  )
  await until(() => pids().length === 1)
  stop.abort()
  expect((await running).report).toMatchObject({ run: { state: 'stopped' }, totals: { open: 1 } })
  expect(pids().filter((pid) => existsSync(`/proc/${pid}`))).toEqual([])
  world.write({ 'log.txt.go': '' })
  const subject = actingSubject(() => undefined)
  expect((await world.run(suite, subject)).report.totals.passed).toBe(1)
  expect(pids()).toHaveLength(2)
  expect(subject.works).toEqual([])
})

test('the money that is spent ends a run, and more of it goes on', async () => {
  using world = evalWorld()
  const suite = many(world, 10)
  const paid = () =>
    actingSubject((_work, { onNews }) => onNews?.({ kind: 'spent', tokens: 5, cost: 0.3 }))
  const down = { kind: 'infrastructure' as const, code: 'x', message: 'x' }
  const broken = actingSubject((_work, { onNews }) => {
    onNews?.({ kind: 'spent', tokens: 5, cost: 0.3 })
    return { reason: 'failed', fault: down }
  })
  const first = await world.run(suite, broken, { maxCost: 1, concurrency: 1, tries: 1 })
  expect(first.report.run.state).toBe('cost')
  expect(broken.works).toHaveLength(4)
  const none = paid()
  await world.run(suite, none, { maxCost: 1 })
  expect(none.works).toEqual([])
})

test('what broken tries of one attempt spend is spent, and those under way at once count before they tell', async () => {
  using world = evalWorld()
  const down = { kind: 'infrastructure' as const, code: 'x', message: 'x' }
  const runtime = { ...systemRuntime, sleep: async () => undefined }
  const subject = actingSubject((_work, { onNews }) => {
    onNews?.({ kind: 'spent', tokens: 5, cost: 0.3 })
    return { reason: 'failed', fault: down }
  })
  const options = { runtime, maxCost: 1, concurrency: 1, tries: 2 }
  await world.run(many(world, 10), subject, options)
  expect(subject.works).toHaveLength(4)
  const bounded = world.suite(
    Array.from({ length: 10 }, (_, n) => ({
      id: `c${n}`,
      expect_contains: 'done',
      limits: { cost: 0.5 },
    })),
  )
  const atFirstEnd: number[] = []
  const crowd = actingSubject(async () => {
    await sleep(50)
    atFirstEnd.push(crowd.works.length)
  })
  const folder = join(world.path, 'crowd')
  await world.run(bounded, crowd, { maxCost: 1, concurrency: 8, folder })
  expect(atFirstEnd[0]).toBe(2)
})

test('a run whose last attempt ended as it was stopped is finished', async () => {
  using world = evalWorld()
  const stop = new AbortController()
  const onNews = () => stop.abort()
  const options = { signal: stop.signal, onNews }
  const { report } = await world.run(
    many(world, 1),
    actingSubject(() => undefined),
    options,
  )
  expect(report.run.state).toBe('finished')
})
