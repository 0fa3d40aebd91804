import { expect, it } from 'vitest'
import {
  artifactsProjection,
  notificationsProjection,
  project,
  run,
  tasksProjection,
  usageView,
  type Event,
} from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { simulate } from '../testing/simulation/simulate.ts'
import { testWorld } from '../testing/test-world.ts'

it('knows what a session has spent, and what it names', async () => {
  const { session, host, say } = await testWorld({
    answer: (_, turn) =>
      turn === 0
        ? reply('Let me see.', [
            ['echo', { text: 'a' }],
            ['nobody', {}],
          ])
        : reply('Done.'),
  })
  await say('go')
  await run(session, { host })
  const events: Event[] = []
  for await (const event of session.store.events.read(1)) events.push(event)
  expect(usageView(session.state)).toMatchObject({ inputTokens: 20, outputTokens: 10, cost: null })
  expect(project(artifactsProjection, events).map(({ what }) => what)).toEqual([
    'system',
    'toolset',
  ])
})

it('knows every task and every notification of many stories', async () => {
  let notifications = 0
  for (let seed = 1; seed <= 40; seed++) {
    const { events } = await simulate(seed)
    const tasks = project(tasksProjection, events)
    expect(tasks).toHaveLength(events.filter(({ type }) => type === 'task.started').length)
    expect(tasks.filter(({ status }) => status === 'running')).toEqual([])
    const { list } = project(notificationsProjection, events)
    notifications += list.length
    expect(list.length).toBeLessThanOrEqual(tasks.filter(({ background }) => background).length)
  }
  expect(notifications).toBeGreaterThan(5)
})
