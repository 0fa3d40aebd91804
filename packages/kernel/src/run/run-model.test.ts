import { expect, it } from 'vitest'
import { run, type ModelEnd } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld } from '../testing/test-world.ts'
import { events, types, turns } from './__fixtures__/scene.ts'

it('retries what is retryable, counts it in the log, and gives up after the last attempt', async () => {
  const failure: ModelEnd = {
    type: 'failure',
    failure: { code: 'retryable', message: 'overloaded' },
  }
  const { session, host, say } = await testWorld({ ...turns(failure), limits: { maxAttempts: 3 } })
  await say('go')
  expect(await run(session, { host })).toMatchObject({ reason: 'failed' })
  const attempts = (await events(session)).flatMap((event) =>
    event.type === 'model.started' ? [event.data.attempt] : [],
  )
  expect(attempts).toEqual([1, 2, 3])
})

it('ends with the limit that was reached, and counts anew for the next run', async () => {
  const { session, host, say } = await testWorld({
    answer: (_, turn) => reply('', [['echo', { text: `${turn}` }]]),
    limits: { maxTurns: 2 },
  })
  await say('go')
  expect(await run(session, { host })).toMatchObject({ reason: 'limit', limit: 'turns' })
  await say('more')
  expect(await run(session, { host })).toMatchObject({ reason: 'limit', limit: 'turns' })
  expect((await types(session)).filter((type) => type === 'model.started')).toHaveLength(4)
})

it('settles the calls of a reply cut by length as failed', async () => {
  const cut: ModelEnd = {
    type: 'reply',
    reply: { parts: [{ type: 'call', id: 'a', name: 'echo', input: '{"te' }], stop: 'length' },
  }
  const { session, host, say } = await testWorld(turns(cut, reply('ok')))
  await say('go')
  await run(session, { host })
  expect(await types(session)).toContain('call.refused')
  expect(await types(session)).not.toContain('judge.started')
})

it.each([
  [1, ['a']],
  [2, ['a', 'b']],
  [3, ['a', 'b', 'c']],
])('nudges a model that repeats %i calls, then ends as stuck', async (length, texts) => {
  const { session, host, say } = await testWorld({
    answer: (_, turn) => reply('', [['echo', { text: texts[turn % length] }]]),
    limits: { maxTurns: 50 },
  })
  await say('go')
  expect(await run(session, { host })).toMatchObject({ reason: 'stuck' })
  expect((await types(session)).filter((type) => type === 'input.received')).toHaveLength(2)
  expect(session.state.seq).toBeLessThan(120)
})

it('keeps the ends of a result that is too long for the model, and the whole as an artifact', async () => {
  const { session, host, say } = await testWorld(
    turns(reply('', [['echo', { text: `a${'x'.repeat(100_000)}z` }]]), reply('ok')),
  )
  await say('go')
  await run(session, { host })
  const settled = (await events(session)).find((event) => event.type === 'tool.settled')
  expect(JSON.stringify(settled).length).toBeLessThan(33_000)
  expect(settled).toMatchObject({ data: { artifacts: [expect.stringMatching(/^sha256:/)] } })
})
