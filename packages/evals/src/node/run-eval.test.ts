import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { actingSubject } from './__fixtures__/acting-subject.ts'
import { evalWorld } from './__fixtures__/eval-world.ts'

const greets = { verify_command: 'grep -q hello greeting.txt' }

test('a suite is run: copies are worked on, verified and scored, and the reports stand in the folder', async () => {
  using world = evalWorld()
  world.write({ 'fixture/greeting.txt': 'bye', 'fixture/a/b.txt': 'deep' })
  const suite = world.suite([
    { id: 'greet', workspace: 'fixture', ...greets },
    { id: 'lazy', workspace: 'fixture', ...greets, verify_feedback_attempts: 0 },
    { id: 'answer', expect_contains: 'It is DONE' },
  ])
  const subject = actingSubject(({ workspace, says }) => {
    if (says[0] === 'Do greet.') writeFileSync(join(workspace, 'greeting.txt'), 'hello')
  })
  const { report, folder } = await world.run(suite, subject)
  expect(report.cases.map(({ attempts: [one] }) => [one?.status, one?.failure])).toEqual([
    ['passed', null],
    ['failed', 'verification_failure'],
    ['passed', null],
  ])
  expect(report.run.state).toBe('finished')
  expect(readFileSync(join(world.path, 'fixture/greeting.txt'), 'utf8')).toBe('bye')
  expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toMatchObject({
    totals: { passed: 2, failed: 1 },
  })
})

test.each(['onProgress', 'onNews'] as const)(
  'an %s that throws ends the run with what it threw, and the run can be gone on with',
  async (listener) => {
    using world = evalWorld()
    const suite = world.suite([{ id: 'one', expect_contains: 'done' }])
    const subject = actingSubject((_work, { onNews }) => {
      onNews?.({ kind: 'spent', tokens: 1, cost: 0 })
    })
    const options = {
      folder: join(world.path, 'run'),
      [listener]: () => {
        throw new Error(`${listener} is broken`)
      },
    }
    await expect(world.run(suite, subject, options)).rejects.toThrow(`${listener} is broken`)
    const { report } = await world.run(suite, subject, { folder: options.folder })
    expect(report.totals).toMatchObject({ passed: 1, infrastructure: 0 })
  },
)

test('a run that is over is read again and nothing is done', async () => {
  using world = evalWorld()
  const suite = world.suite([{ id: 'one', expect_contains: 'done' }])
  const first = await world.run(
    suite,
    actingSubject(() => undefined),
  )
  const again = actingSubject(() => undefined)
  const second = await world.run(suite, again)
  expect(again.works).toEqual([])
  expect(second.report).toEqual(first.report)
})
