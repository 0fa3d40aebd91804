import { expect, it } from 'vitest'
import { openSession, run, StreamMapping, textContent, type Policy } from '../index.ts'
import { checkLog } from '../testing/check-log.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld } from '../testing/test-world.ts'
import { echo, go, hooksOf, shown, worldWith } from './__fixtures__/hooked.ts'
import { askAbout, cancel, events, sleep, slowTool, turns, types } from './__fixtures__/scene.ts'

it('asks nothing of hooks that the session was not configured with', async () => {
  const { hooks, told } = hooksOf({ PreToolUse: () => ({ decision: 'deny' }) })
  const world = await testWorld({ ...turns(echo('a'), reply('ok')), host: { hooks } })
  await world.say('go')
  expect(await go(world)).toMatchObject({ reason: 'done' })
  expect(told).toEqual([])
})

it('denies a call that a hook denies, and the model reads why', async () => {
  const { hooks, told } = hooksOf({
    PreToolUse: () => ({ decision: 'deny', reason: 'Not today.' }),
  })
  const world = await worldWith(hooks, turns(echo('a'), reply('ok')))
  await world.say('go')
  expect(await go(world)).toMatchObject({ reason: 'denied' })
  expect(await shown(world)).toContain('Denied by hook mine. Not today.')
  expect(told).toMatchObject([{ event: 'PreToolUse', tool: 'echo', input: { text: 'a' } }])
})

it('gives the tool what a hook made of its input, each judgement from what the model wrote', async () => {
  const { hooks } = hooksOf({ PreToolUse: () => ({ input: { text: 'changed' } }) })
  const world = await worldWith(hooks, turns(echo('a'), reply('ok')))
  await world.say('go')
  const stream = new StreamMapping(world.session.state)
  await go(world)
  expect(await shown(world)).toContain('changed')
  const all = await events(world.session)
  const lines = all.flatMap((event) => stream.event(event))
  expect(lines.find(({ type }) => type === 'tool.start')).toMatchObject({
    input: { text: 'changed' },
  })
  expect(all.find(({ type }) => type === 'call.judged')).toMatchObject({
    data: { input: { text: 'changed' }, hooks: [{ event: 'PreToolUse', hook: 'mine' }] },
  })
})

it.each([
  ['allow', 'ask', 'ask'],
  ['allow', 'deny', 'deny'],
  ['deny', 'allow', 'deny'],
  ['ask', 'allow', 'ask'],
  ['ask', 'deny', 'deny'],
  ['none', 'allow', 'allow'],
] as const)('a hook says %s, the policy %s: %s', async (hook, policy, expected) => {
  const { hooks } = hooksOf({ PreToolUse: () => ({ decision: hook }) })
  const fixed: Policy = { decide: () => ({ decision: policy, rule: 'test' }) }
  const world = await worldWith(hooks, { ...turns(echo('a'), reply('ok')), policy: fixed })
  await world.say('go')
  const stop = new AbortController()
  const running = run(world.session, { host: world.host, signal: stop.signal })
  await sleep(10)
  stop.abort('stop')
  await running
  const judged = (await events(world.session)).find(({ type }) => type === 'call.judged')
  expect(judged).toMatchObject({ data: { verdict: { decision: expected } } })
})

it('the policy hears of a hook that allows as of one more rule', async () => {
  const { hooks } = hooksOf({ PreToolUse: () => ({ decision: 'allow' }) })
  const policy: Policy = {
    decide: (_, { rules }) =>
      rules.some(({ decision, tool, source }) => decision === 'allow' && tool === 'echo' && source)
        ? { decision: 'allow', rule: rules.at(-1)?.source ?? '' }
        : { decision: 'deny', rule: 'no rule' },
  }
  const world = await worldWith(hooks, { ...turns(echo('a'), reply('ok')), policy })
  await world.say('go')
  expect(await go(world)).toMatchObject({ reason: 'done' })
})

it('a hook may answer what is left to a person', async () => {
  const { hooks, told } = hooksOf({ PermissionRequest: () => ({ decision: 'allow' }) })
  const world = await worldWith(hooks, {
    ...turns(echo('a'), reply('ok')),
    policy: askAbout('echo'),
  })
  await world.say('go')
  expect(await go(world)).toMatchObject({ reason: 'done' })
  expect(told).toMatchObject([{ event: 'PermissionRequest', tool: 'echo' }])
  expect(await types(world.session)).not.toContain('ask.opened')
})

it('a hook that breaks, breaks closed', async () => {
  const { hooks } = hooksOf({
    PreToolUse: () => {
      throw new Error('boom')
    },
  })
  const world = await worldWith(hooks, turns(echo('a'), reply('ok')))
  await world.say('go')
  expect(await go(world)).toMatchObject({ reason: 'denied' })
  expect((await shown(world)).join()).toContain('boom')
})

it('a host without the hooks that the session was configured with denies', async () => {
  const world = await testWorld({
    ...turns(echo('a'), reply('ok')),
    setup: { hooks: ['PreToolUse'] },
  })
  await world.say('go')
  expect(await go(world)).toMatchObject({ reason: 'denied' })
})

it('shows the model what hooks say after a tool, with the results and before its next reply', async () => {
  const { hooks, told } = hooksOf({
    PostToolUse: (occasion) => ({
      decision: 'deny',
      reason: `${'output' in occasion && occasion.output} is not formatted`,
      context: 'Use tabs.',
    }),
  })
  const world = await worldWith(hooks, turns(echo('a'), reply('ok')))
  await world.say('go')
  expect(await go(world)).toMatchObject({ reason: 'done' })
  const said = 'Hook PostToolUse, echo:\na is not formatted\nUse tabs.'
  expect(await shown(world)).toEqual(['go', 'reply', 'a', said, 'reply'])
  expect(told).toMatchObject([{ tool: 'echo', input: { text: 'a' }, output: 'a' }])
})

it('tells of a call that failed by another event', async () => {
  const { hooks, told } = hooksOf({ PostToolUse: () => ({}), PostToolUseFailure: () => ({}) })
  const tool = slowTool(() => Promise.reject(new Error('broken pipe')))
  const world = await worldWith(hooks, {
    ...turns(reply('', [['slow', {}]]), reply('ok')),
    tools: [tool],
  })
  await world.say('go')
  await go(world)
  expect(told).toMatchObject([
    { event: 'PostToolUseFailure', output: expect.stringContaining('broken pipe') },
  ])
})

it('does not show the model what a hook refuses, and says so', async () => {
  const { hooks } = hooksOf({
    UserPromptSubmit: () => ({ decision: 'deny', reason: 'It names a client.', context: 'x' }),
  })
  const world = await worldWith(hooks, turns(reply('ok')))
  await world.say('go')
  expect(await go(world)).toMatchObject({
    reason: 'denied',
    message: 'Refused by mine. It names a client.',
  })
  expect(await types(world.session)).not.toContain('model.started')
  expect(await shown(world)).toEqual([])
})

it('shows what a hook adds to what was said behind it', async () => {
  const { hooks, told } = hooksOf({ UserPromptSubmit: () => ({ context: 'It is Monday.' }) })
  const world = await worldWith(hooks, turns(reply('ok')))
  await world.say('go')
  await go(world)
  expect(told).toEqual([{ event: 'UserPromptSubmit', prompt: 'go' }])
  expect(await shown(world)).toEqual(['go', 'Hook UserPromptSubmit:\nIt is Monday.', 'reply'])
})

it('goes on when a hook says that something is missing, and tells it that it did', async () => {
  let asked = 0
  const { hooks, told } = hooksOf({
    Stop: () => (++asked === 1 ? { decision: 'deny', reason: 'Run the tests.' } : {}),
  })
  const world = await worldWith(hooks, turns(reply('first'), reply('second')))
  await world.say('go')
  expect(await go(world)).toMatchObject({ reason: 'done' })
  expect(await shown(world)).toEqual(['go', 'reply', 'Hook Stop:\nRun the tests.', 'reply'])
  expect(told).toEqual([
    { event: 'Stop', again: false, reply: 'first' },
    { event: 'Stop', again: true, reply: 'second' },
  ])
})

it('a hook that never lets a run end is stopped by the limit of turns', async () => {
  const { hooks } = hooksOf({ Stop: () => ({ decision: 'deny', reason: 'More.' }) })
  const world = await worldWith(hooks, { ...turns(reply('done')), limits: { maxTurns: 4 } })
  await world.say('go')
  expect(await go(world)).toMatchObject({ reason: 'limit', limit: 'turns' })
})

it('a hook may end the run', async () => {
  const { hooks } = hooksOf({ PostToolUse: () => ({ stop: 'enough' }) })
  const world = await worldWith(hooks, turns(echo('a'), reply('never')))
  await world.say('go')
  expect(await go(world)).toMatchObject({
    reason: 'cancelled',
    message: 'cancelled by mine: enough',
  })
})

it('a compaction that a hook forbids is not made, and one it has a wish for keeps that in mind', async () => {
  const wishes: (string | undefined)[] = []
  const forbidding = hooksOf({ PreCompact: () => ({ decision: 'deny', reason: 'Not now.' }) })
  const wishing = hooksOf({ PreCompact: () => ({ context: 'Keep names.' }) })
  for (const { hooks } of [forbidding, wishing]) {
    const world = await worldWith(hooks, {
      ...turns(echo('a'), reply('ok')),
      host: {
        hooks,
        compactor: {
          compact: async ({ focus }) => {
            wishes.push(focus)
            return { content: textContent('s') }
          },
        },
      },
    })
    await world.say('go')
    await go(world)
    await world.session.append([{ type: 'compaction.requested', data: { focus: 'Mine.' } }])
    await go(world)
    const settled = (await events(world.session)).find(({ type }) => type === 'compaction.settled')
    expect(settled).toMatchObject({ data: { hooks: [{ event: 'PreCompact' }] } })
  }
  expect(wishes).toEqual(['Mine.\nKeep names.'])
})

it('tells hooks of a prompt once more when the process died under them, and never shows it before', async () => {
  let isDead = true
  const { hooks, told } = hooksOf({
    UserPromptSubmit: (_, signal) =>
      isDead
        ? new Promise((__, no) => signal.addEventListener('abort', () => no(signal.reason)))
        : {},
  })
  const world = await worldWith(hooks, turns(reply('ok')))
  await world.say('go')
  const stop = new AbortController()
  const running = run(world.session, { host: world.host, signal: stop.signal })
  await sleep(5)
  stop.abort('stop')
  await running
  isDead = false
  const later = await openSession(world.session.store, { runtime: world.host.runtime })
  expect(await run(later, { host: world.host })).toMatchObject({ reason: 'done' })
  expect(told).toHaveLength(2)
  expect(checkLog(await events(later), { finished: true })).toEqual([])
})

it('a cancelled run lets go of its hooks', async () => {
  const { hooks } = hooksOf({
    Stop: (_, signal) =>
      new Promise((__, no) => signal.addEventListener('abort', () => no(signal.reason))),
  })
  const world = await worldWith(hooks, turns(reply('ok')))
  await world.say('go')
  const running = go(world)
  await sleep(5)
  await cancel(world.session)
  expect(await running).toMatchObject({ reason: 'cancelled' })
})

it('a notification is told beside the run, which does not wait for it', async () => {
  let settle = () => {}
  const { hooks, told } = hooksOf({
    Notification: () => new Promise((yes) => (settle = () => yes({}))),
  })
  const world = await worldWith(hooks, turns(reply('ok')))
  await world.session.append([
    {
      type: 'hook.started',
      data: { event: 'Notification', kind: 'idle', message: 'Waiting.' },
    },
  ])
  await world.say('go')
  const running = go(world)
  await sleep(10)
  expect(await types(world.session)).toContain('run.finished')
  settle()
  expect(await running).toMatchObject({ reason: 'done' })
  expect(told).toEqual([{ event: 'Notification', kind: 'idle', message: 'Waiting.' }])
})

it('the stream tells what each hook said', async () => {
  const { hooks } = hooksOf({ PreToolUse: () => ({ decision: 'allow' }), PostToolUse: () => ({}) })
  const world = await worldWith(hooks, turns(echo('a'), reply('ok')))
  await world.say('go')
  await go(world)
  const mapping = new StreamMapping()
  const lines = (await events(world.session)).flatMap((event) => mapping.event(event))
  const decisions = lines.filter(({ type }) => type === 'hook.decision')
  expect(decisions).toMatchObject([
    { event: 'PreToolUse', hook: 'mine', tool: 'echo', decision: 'allow', reason: null },
    { event: 'PostToolUse', hook: 'mine', tool: 'echo', decision: 'none', reason: null },
  ])
})
