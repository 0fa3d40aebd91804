import { expect, it } from 'vitest'
import { z } from 'zod'
import { defineTool, run, textContent, type ModelEnd } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { echoTool, testWorld } from '../testing/test-world.ts'
import { events, turns } from './__fixtures__/scene.ts'

const finish = defineTool({
  name: 'finish',
  description: '',
  input: z.object({}),
  effect: 'pure',
  run: async () => ({ kind: 'done', content: textContent('bye'), endsRun: true }),
})

/** A reply of a model that ends by a tool. */
function by(text: string, calls: [string, unknown][] = []): ModelEnd {
  const end = reply(text, calls)
  if (end.type === 'failure') return end
  return { type: 'reply', reply: { ...end.reply, endsBy: 'finish' } }
}

const nudges = async (session: Parameters<typeof events>[0]) =>
  (await events(session)).flatMap(({ type, data }) =>
    type === 'input.received' && data.from === 'harness' ? [data.content] : [],
  )

it('a model that must end by a tool is asked once, and is done when it calls it', async () => {
  const { session, host, say } = await testWorld({
    tools: [finish],
    ...turns(by('I am done, I think.'), by('', [['finish', {}]])),
  })
  await say('go')
  const end = await run(session, { host })
  expect(end).toMatchObject({ reason: 'done' })
  expect(end).not.toHaveProperty('unconfirmed')
  expect(await nudges(session)).toEqual([[{ type: 'text', text: expect.stringMatching(/finish/) }]])
})

it('prose after the question ends the run as done, unconfirmed', async () => {
  const { session, host, say } = await testWorld({ ...turns(by('Done.'), by('As I said.')) })
  await say('go')
  expect(await run(session, { host })).toMatchObject({ reason: 'done', unconfirmed: true })
  expect(await nudges(session)).toHaveLength(1)
})

it('calls in between earn another question', async () => {
  const call: [string, unknown][] = [['echo', { text: 'a' }]]
  const { session, host, say } = await testWorld({
    tools: [echoTool, finish],
    ...turns(by('Hm.'), by('', call), by('Hm.'), by('', [['finish', {}]])),
  })
  await say('go')
  expect(await run(session, { host })).toMatchObject({ reason: 'done' })
  expect(await nudges(session)).toHaveLength(2)
})

it('a model that needs no tool to end is never asked', async () => {
  const { session, host, say } = await testWorld({ tools: [finish], ...turns(reply('done')) })
  await say('go')
  await run(session, { host })
  expect(await nudges(session)).toEqual([])
})

it('a person who speaks in between is no reminder', async () => {
  const world = await testWorld({
    tools: [finish],
    answer: async (_, turn) => {
      if (turn === 0) await world.say('and the tests?')
      return turn < 3 ? by('Done.') : by('', [['finish', {}]])
    },
  })
  await world.say('go')
  const end = await run(world.session, { host: world.host })
  expect(await nudges(world.session)).toHaveLength(1)
  expect(end).toMatchObject({ reason: 'done', unconfirmed: true })
})
