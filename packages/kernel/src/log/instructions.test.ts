import { expect, it } from 'vitest'
import { configure, memorySessions, run, type Artifacts, type Sessions } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testRedactor } from '../testing/test-redactor.ts'
import { testWorld } from '../testing/test-world.ts'

it('what a model is told beside the conversation is read once, and again after it was changed', async () => {
  let reads = 0
  const counted = (artifacts: Artifacts): Artifacts => ({
    ...artifacts,
    get: (hash) => {
      reads += 1
      return artifacts.get(hash)
    },
  })
  const inner = memorySessions()
  const sessions: Sessions = {
    ...inner,
    create: async (id) => {
      const store = await inner.create(id)
      return { ...store, artifacts: counted(store.artifacts) }
    },
  }
  const told: string[] = []
  const { session, host, say } = await testWorld({
    sessions,
    answer: ({ system }, turn) => {
      told.push(system)
      return turn % 3 === 2 ? reply('done') : reply('', [['echo', { text: `${turn}` }]])
    },
  })
  await say('go')
  await run(session, { host })
  expect(reads).toBe(2)

  const { model, permissions, limits } = session.state.identity.configuration!
  await configure(session, { model, permissions, limits, tools: host.tools, system: 'Be brief.' })
  await say('go on')
  await run(session, { host })
  expect(reads).toBe(4)
  expect(told).toEqual([...Array(3).fill('You are a test.'), ...Array(3).fill('Be brief.')])
})

it('keeps secrets out of what the model is told of files', async () => {
  const world = await testWorld({
    redactor: testRedactor(['hunter2-hunter2']),
    setup: { system: 'The key is hunter2-hunter2.' },
  })
  const { configuration } = world.session.state.identity
  if (!configuration) throw new Error('not configured')
  const { system } = await world.session.instructions(configuration)
  expect(system).not.toContain('hunter2')
  expect(system).toContain('The key is')
})
