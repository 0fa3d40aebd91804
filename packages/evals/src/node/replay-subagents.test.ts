import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { delegatingSubject } from './__fixtures__/delegating-subject.ts'
import { evalWorld } from './__fixtures__/eval-world.ts'
import { forgeSession } from './__fixtures__/forge-run.ts'
import { replayRun } from './replay-run.ts'

test('the sessions of subagents are asked, counted and played too, and a change of one is told', async () => {
  using world = evalWorld()
  const suite = world.suite([
    {
      id: 'look',
      trajectory: [
        { used: 'agent' },
        { not_used: 'echo' },
        { used: 'echo', subagents: true },
        { count: { min: 1, max: 1 } },
        { count: { min: 2, max: 2 }, subagents: true },
      ],
    },
  ])
  const { folder, report } = await world.run(suite, delegatingSubject)
  const [attempt] = report.cases[0]?.attempts ?? []
  expect(attempt).toMatchObject({ status: 'passed', calls: 1, turns: 2 })
  expect(await replayRun(folder)).toMatchObject({ sessions: 2, differences: [], report })
  const home = join(folder, attempt?.paths.home ?? '')
  const child = readdirSync(join(home, 'sessions')).find((id) => id.startsWith('s1.')) ?? ''
  await forgeSession(home, child, (event) =>
    event.type === 'run.finished'
      ? { ...event, data: { ...event.data, reason: 'limit', limit: 'turns' } }
      : event,
  )
  const { differences } = await replayRun(folder)
  expect(differences).toMatchObject([{ case: 'look', kind: 'session', session: child }])
})
