// Whoever is asked may allow something else than what was asked: it is looked at as what the model wrote was.
import { expect, it } from 'vitest'
import { run, type Json, type Policy } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld, type TestWorldOptions } from '../testing/test-world.ts'
import { hooksOf, shown } from './__fixtures__/hooked.ts'
import { events, sleep, turns, types } from './__fixtures__/scene.ts'

const asking: Policy = { decide: () => ({ decision: 'ask', rule: 'test' }) }

async function amended(input: Json, options: TestWorldOptions = {}) {
  const world = await testWorld({
    ...turns(reply('', [['echo', { text: 'all' }]]), reply('ok')),
    policy: asking,
    ...options,
  })
  await world.say('go')
  const running = run(world.session, { host: world.host })
  await sleep(5)
  const ask = world.session.state.open.find(({ type }) => type === 'ask.opened')
  const data = { kind: 'answered', decision: 'allow', by: 'somebody', input } as const
  await world.session.append([{ type: 'ask.settled', cause: ask?.seq ?? 0, data }])
  return { ...world, running }
}

it('the tool is given what the answer made of its input, and nobody is asked again', async () => {
  const world = await amended({ text: 'some' })
  await world.running
  expect((await shown(world)).join('\n')).toContain('some')
  expect((await types(world.session)).filter((type) => type === 'ask.opened')).toHaveLength(1)
  const judged = (await events(world.session)).filter(({ type }) => type === 'call.judged')
  expect(judged.at(-1)?.data).toMatchObject({
    input: { text: 'some' },
    verdict: { decision: 'allow', rule: 'somebody' },
  })
})

it('an input that does not fit is told to the model, as its own would be', async () => {
  const world = await amended({ text: 7 })
  await world.running
  expect((await shown(world)).join('\n')).toContain('does not fit its schema')
})

it('what is denied stays denied', async () => {
  const policy: Policy = {
    decide: (question, permissions) =>
      judged++ > 0 ? { decision: 'deny', rule: 'never' } : asking.decide(question, permissions),
  }
  let judged = 0
  const world = await amended({ text: 'worse' }, { policy })
  await world.running
  expect((await shown(world)).join('\n')).toContain('Denied by never')
})

it('a hook that changes it again has it asked again', async () => {
  const { hooks } = hooksOf({ PreToolUse: () => ({ input: { text: 'of the hook' } }) })
  const world = await amended({ text: 'some' }, { host: { hooks }, setup: { hooks: hooks.events } })
  await sleep(5)
  const again = world.session.state.open.find(({ type }) => type === 'ask.opened')
  expect(again).toBeDefined()
  const data = { kind: 'answered', decision: 'deny', by: 'somebody' } as const
  await world.session.append([{ type: 'ask.settled', cause: again?.seq ?? 0, data }])
  await world.running
  expect((await shown(world)).join('\n')).toContain('Denied by somebody')
})

it('a hook that makes the same of it once more has changed nothing', async () => {
  const { hooks } = hooksOf({ PreToolUse: () => ({ input: { text: 'some' } }) })
  const world = await amended({ text: 'some' }, { host: { hooks }, setup: { hooks: hooks.events } })
  await world.running
  expect((await types(world.session)).filter((type) => type === 'ask.opened')).toHaveLength(1)
  expect((await shown(world)).join('\n')).toContain('some')
})

it('a hook and an answerer that never agree end with a denial', async () => {
  const { hooks } = hooksOf({ PreToolUse: () => ({ input: { text: 'of the hook' } }) })
  const world = await testWorld({
    ...turns(reply('', [['echo', { text: 'all' }]]), reply('ok')),
    policy: asking,
    host: { hooks },
    setup: { hooks: hooks.events },
  })
  const { session } = world
  const data = {
    kind: 'answered',
    decision: 'allow',
    by: 'somebody',
    input: { text: 'some' },
  } as const
  session.onAppend((fresh) => {
    const ask = fresh.find(({ type }) => type === 'ask.opened')
    if (ask) setTimeout(() => void session.append([{ type: 'ask.settled', cause: ask.seq, data }]))
  })
  await world.say('go')
  await run(session, { host: world.host })
  expect((await shown(world)).join('\n')).toContain('Hooks changed again and again')
})

it('a denial that gives an input is refused', async () => {
  const { session, host, say } = await testWorld({
    ...turns(reply('', [['echo', { text: 'all' }]]), reply('ok')),
    policy: asking,
  })
  await say('go')
  const running = run(session, { host })
  await sleep(5)
  const cause = session.state.open.find(({ type }) => type === 'ask.opened')?.seq ?? 0
  const denied = { kind: 'answered', decision: 'deny', by: 'somebody' } as const
  const answer = (data: typeof denied & { input?: Json }) =>
    session.append([{ type: 'ask.settled', cause, data }])
  await expect(answer({ ...denied, input: {} })).rejects.toThrow('a denial gives no input')
  await answer(denied)
  await running
})
