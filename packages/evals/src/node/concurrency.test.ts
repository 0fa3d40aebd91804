import { expect, test } from 'vitest'
import { setImmediate } from 'node:timers/promises'
import { actingSubject } from './__fixtures__/acting-subject.ts'
import { evalWorld } from './__fixtures__/eval-world.ts'
import type { EvalNews, EvalProgress } from './eval-progress.ts'
import { reportOf } from '../report/report-of.ts'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A subject that counts how many of it work at once. */
function crowd(news: 'held_back' | null) {
  const counts = { now: 0, most: 0, all: 0 }
  const subject = actingSubject(async (_work, { onNews }) => {
    counts.now += 1
    counts.all += 1
    counts.most = Math.max(counts.most, counts.now)
    if (news && counts.all === 8) onNews?.({ kind: news, ms: 10 })
    for (let turn = 0; turn < 20; turn++) await setImmediate()
    counts.now -= 1
  })
  return { counts, subject }
}

test('as many attempts are under way as may be, and fewer while an endpoint asks to wait', async () => {
  using world = evalWorld()
  const suite = world.suite(
    Array.from({ length: 40 }, (_, n) => ({ id: `c${n}`, expect_contains: 'done' })),
  )
  const { counts, subject } = crowd(null)
  await world.run(suite, subject, { concurrency: 8 })
  expect(counts.most).toBe(8)
  const news: EvalNews[] = []
  const held = crowd('held_back')
  const { report } = await world.run(suite, held.subject, {
    concurrency: 8,
    folder: join(world.path, 'held'),
    onNews: (one) => news.push(one),
  })
  const steps = news.flatMap((one) => (one.kind === 'concurrency' ? [one.now] : []))
  expect(steps.slice(0, 3)).toEqual([4, 5, 6])
  expect(report.totals.passed).toBe(40)
})

test('a thousand attempts are made once each, in order, and are told of now and then', async () => {
  using world = evalWorld()
  const cases = Array.from({ length: 250 }, (_, n) => ({
    id: `c${n}`,
    expect_contains: 'done',
    repeats: 4,
  }))
  const suite = world.suite(cases)
  const subject = actingSubject(() => undefined)
  const told: EvalProgress[] = []
  const { report, state, folder } = await world.run(suite, subject, {
    concurrency: 50,
    keep: 'none',
    onProgress: (progress) => told.push(progress),
  })
  expect(report.totals).toMatchObject({ attempts: 1000, passed: 1000 })
  expect(new Set(subject.works.map(({ id }) => id)).size).toBe(1000)
  // Fifty are prepared side by side: no repeat comes before the first try of a case that began fifty before it.
  expect(new Set(subject.works.slice(0, 200).map(({ says }) => says[0])).size).toBe(200)
  expect(told.at(-1)).toMatchObject({ attempts: 1000, over: 1000, running: [], leftMs: 0 })
  expect(told.every(({ running }) => running.length <= 50)).toBe(true)
  expect(readdirSync(join(folder, 'attempts/c0/1'))).toEqual(['home'])
  const kept = () => ({ home: true, workspace: false })
  expect(report).toEqual(reportOf(state, suite.suite, { id: report.run.id, kept }))
}, 60_000)
