import { join } from 'node:path'
import { systemRuntime } from '@harness/kernel/node'
import { expect, it } from 'vitest'
import { evalWorld, type EvalWorld } from './__fixtures__/eval-world.ts'
import { sessionSubject, type Script } from './__fixtures__/session-subject.ts'
import { diagnoseRuns } from './diagnose-runs.ts'
import { readReports, type FoundReport } from './read-reports.ts'
import { writeReports } from './write-reports.ts'

/** What a model writes into out.txt, by the task. */
const writing =
  (says: (task: string) => string): Script =>
  (task) => ({ writes: [['out.txt', says(task)]], answer: `Done: ${says(task)}.` })

async function ran(world: EvalWorld, name: string, script: Script): Promise<FoundReport> {
  const suite = world.suite(
    ['up', 'down', 'still', 'good'].map((id) => ({
      id,
      expect: { files: { 'out.txt': { equals: 'right' } } },
    })),
  )
  const folder = join(world.path, name)
  const { report } = await world.run(suite, sessionSubject(script, systemRuntime), { folder })
  await writeReports(folder, report)
  const [found] = (await readReports(folder)).found
  if (!found) throw new Error('no report was read')
  return found
}

it('where two attempts of a case part is told, and the folders they stood in are no difference', async () => {
  using world = evalWorld()
  const isIn = (task: string, ...ids: readonly string[]) => ids.some((id) => task.includes(id))
  const a = await ran(
    world,
    'a',
    writing((task) => (isIn(task, 'down', 'good') ? 'right' : 'wrong')),
  )
  const b = await ran(
    world,
    'b',
    writing((task) => (isIn(task, 'up', 'good') ? 'right' : 'wrong')),
  )
  const found = await diagnoseRuns(a, b)
  expect(found.fixed).toMatchObject([
    {
      id: 'up',
      a: { reason: expect.stringContaining('out.txt') },
      divergence: { setup: null, missing: null, first: { class: 'model-output' } },
    },
  ])
  const [regressed] = found.regressed
  expect(regressed?.id).toBe('down')
  expect(regressed?.divergence.first?.a.text).toContain('right')
  expect(regressed?.divergence.first?.b.text).toContain('wrong')
  expect(found.stillFailing.map(({ id }) => id)).toEqual(['still'])
})

it('sessions that are gone are said to be', async () => {
  using world = evalWorld()
  const a = await ran(
    world,
    'a',
    writing(() => 'wrong'),
  )
  const b = await ran(
    world,
    'b',
    writing(() => 'right'),
  )
  const elsewhere = { ...b, folder: join(world.path, 'moved') }
  const { fixed } = await diagnoseRuns(a, elsewhere)
  expect(fixed).toHaveLength(4)
  expect(new Set(fixed.map(({ divergence }) => divergence.missing))).toEqual(
    new Set(["there is no session of B in the run's folder"]),
  )
})
