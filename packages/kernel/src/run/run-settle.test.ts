import { expect, it } from 'vitest'
import { run } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld } from '../testing/test-world.ts'
import { events, turns } from './__fixtures__/scene.ts'

it('whoever settles in the place of the loop says when an outcome is written', async () => {
  const { session, host, say } = await testWorld({ ...turns(reply('Hello.')) })
  await say('go')
  const told: string[] = []
  const end = await run(session, {
    host,
    settle: async (intent, facts) => {
      const drafts = typeof facts === 'function' ? facts(session.state) : facts
      told.push(`${intent.type} ${drafts?.[0]?.type}`)
      await session.append([
        { type: 'input.received', data: { from: 'person', mode: 'follow-up', content: [] } },
      ])
      if (told.length > 1) {
        await session.append([{ type: 'cancel.requested', data: { by: 'test' } }])
      }
      await session.settle(facts)
    },
  })
  expect(told).toEqual(['model.started model.settled', 'model.started model.settled'])
  expect(end).toMatchObject({ kind: 'finished', reason: 'cancelled' })
  const types = (await events(session)).map(({ type }) => type)
  const settled = types.indexOf('model.settled')
  expect(types[settled - 1]).toBe('input.received')
})

it('a rejection of it ends the run with that', async () => {
  const { session, host, say } = await testWorld({ ...turns(reply('Hello.')) })
  await say('go')
  const gone = new Error('nobody settles')
  const running = run(session, { host, settle: () => Promise.reject(gone) })
  await expect(running).rejects.toBe(gone)
  expect((await events(session)).at(-1)?.type).toBe('model.started')
})
