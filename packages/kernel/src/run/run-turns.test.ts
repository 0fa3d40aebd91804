import { expect, it } from 'vitest'
import { z } from 'zod'
import { defineTool, done, messagesOf, run, textContent, type Tool } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { echoTool, testWorld } from '../testing/test-world.ts'
import { events, types, sleep, turns, slowTool, askAbout, answerAsk } from './__fixtures__/scene.ts'

it('answers a plain prompt in one turn', async () => {
  const { session, host, say } = await testWorld(turns(reply('hello')))
  await say('hi')
  expect(await run(session, { host })).toMatchObject({ kind: 'finished', reason: 'done' })
  expect(await types(session)).toEqual([
    'input.received',
    'run.started',
    'model.started',
    'model.settled',
    'run.finished',
  ])
})

it('starts parallel calls together', async () => {
  let now = 0
  let peak = 0
  const slow = slowTool(async () => {
    peak = Math.max(peak, ++now)
    await sleep(5)
    now--
  })
  const three = reply('', [
    ['slow', {}],
    ['slow', {}],
    ['slow', {}],
  ])
  const { session, host, say } = await testWorld({ tools: [slow], ...turns(three, reply('ok')) })
  await say('go')
  await run(session, { host })
  expect(peak).toBe(3)
})

it('lets an allowed call run while another is asked, and runs the asked one when it is allowed', async () => {
  const world = await testWorld({
    tools: [echoTool, slowTool(async () => {})],
    policy: askAbout('slow'),
    ...turns(
      reply('', [
        ['slow', {}],
        ['echo', { text: 'a' }],
      ]),
      reply('ok'),
    ),
  })
  await world.say('go')
  const running = run(world.session, { host: world.host })
  await sleep(10)
  expect(await types(world.session)).toContain('tool.settled')
  await answerAsk(world.session, 'allow')
  expect(await running).toMatchObject({ reason: 'done' })
  const conversation = messagesOf(await world.session.conversation())
  expect(
    conversation.filter(({ role }) => role === 'tool').map((m) => 'name' in m && m.name),
  ).toEqual(['slow', 'echo'])
})

it('tells the model of a denial and ends as denied', async () => {
  const { session, host, say } = await testWorld({
    policy: askAbout('echo'),
    ...turns(reply('', [['echo', { text: 'a' }]]), reply('then not')),
  })
  await say('go')
  const running = run(session, { host })
  await sleep(5)
  await answerAsk(session, 'deny')
  expect(await running).toMatchObject({ reason: 'denied' })
  expect(messagesOf(await session.conversation())[2]).toMatchObject({
    role: 'tool',
    failed: true,
    content: textContent('Denied by person. because'),
  })
})

it('shows a steering input after the turn during which it arrived', async () => {
  const world = await testWorld({
    tools: [slowTool(() => sleep(10).then(() => undefined))],
    ...turns(reply('', [['slow', {}]]), reply('ok')),
  })
  await world.say('go')
  const running = run(world.session, { host: world.host })
  await sleep(3)
  await world.say('no, this way')
  await running
  const roles = messagesOf(await world.session.conversation()).map(({ role }) => role)
  expect(roles).toEqual(['user', 'assistant', 'tool', 'user', 'assistant'])
})

it('shows a follow-up when the model has nothing left to do', async () => {
  const world = await testWorld({
    tools: [slowTool(() => sleep(5).then(() => undefined))],
    ...turns(reply('', [['slow', {}]]), reply('one'), reply('two')),
  })
  await world.say('go')
  const running = run(world.session, { host: world.host })
  await sleep(2)
  await world.say('and then', 'follow-up')
  await running
  const roles = messagesOf(await world.session.conversation()).map(({ role }) => role)
  expect(roles).toEqual(['user', 'assistant', 'tool', 'assistant', 'user', 'assistant'])
})

it('has exactly two histories for an input against the finish', async () => {
  for (let i = 0; i < 40; i++) {
    const { session, host, say } = await testWorld(turns(reply('one'), reply('two')))
    await say('go')
    const running = run(session, { host })
    for (let k = 0; k < i; k++) await Promise.resolve()
    await say('wait')
    await running
    await run(session, { host })
    const all = await events(session)
    const inputs = all.filter(({ type }) => type === 'input.received')
    const shown = all.flatMap((event) => (event.type === 'model.started' ? event.data.inputs : []))
    expect(shown).toEqual(inputs.map(({ seq }) => seq))
  }
})

it('answers an unknown tool with the closest name', async () => {
  const { session, host, say } = await testWorld(turns(reply('', [['ecko', {}]]), reply('ok')))
  await say('go')
  await run(session, { host })
  expect(messagesOf(await session.conversation())[2]).toMatchObject({
    content: textContent('There is no tool ecko. Did you mean echo?'),
  })
})

it('runs calls that share a lock in order, and looks again at what the first one changed', async () => {
  const order: string[] = []
  const write = (name: string): Tool =>
    defineTool({
      name,
      description: '',
      input: z.object({}),
      effect: 'other',
      prepare: async () => {
        order.push(`look ${name}`)
        return { kind: 'ready', prepared: { effect: 'other', access: 'edit', locks: ['/f'] } }
      },
      run: async () => {
        await sleep(3)
        order.push(`act ${name}`)
        return { kind: 'done', content: textContent('ok') }
      },
    })
  const { session, host, say } = await testWorld({
    tools: [write('one'), write('two')],
    ...turns(
      reply('', [
        ['one', {}],
        ['two', {}],
      ]),
      reply('ok'),
    ),
  })
  await say('go')
  await run(session, { host })
  expect(order.slice(-3)).toEqual(['act one', 'look two', 'act two'])
})

it('answers a tool that answers nonsense with a failure, not with a broken session', async () => {
  const nonsense = defineTool({
    name: 'slow',
    description: '',
    input: z.object({}),
    effect: 'pure',
    run: async () => JSON.parse('{"kind":"done","content":7}'),
  })
  const { session, host, say } = await testWorld({
    tools: [nonsense],
    ...turns(reply('', [['slow', {}]]), reply('ok')),
  })
  await say('go')
  expect(await run(session, { host })).toMatchObject({ reason: 'done' })
  expect(messagesOf(await session.conversation())[2]).toMatchObject({ failed: true })
})

it('looks again at a call whose lock was used while it was being looked at', async () => {
  const order: string[] = []
  const write = (name: string, lookMs: number): Tool =>
    defineTool({
      name,
      description: '',
      input: z.object({}),
      effect: 'other',
      prepare: async () => {
        await sleep(lookMs)
        order.push(`look ${name}`)
        return { kind: 'ready', prepared: { effect: 'other', access: 'edit', locks: ['/f'] } }
      },
      run: async () => {
        order.push(`act ${name}`)
        return { kind: 'done', content: textContent('ok') }
      },
    })
  const { session, host, say } = await testWorld({
    tools: [write('quick', 0), write('slow', 15)],
    ...turns(
      reply('', [
        ['quick', {}],
        ['slow', {}],
      ]),
      reply('ok'),
    ),
  })
  await say('go')
  await run(session, { host })
  expect(order).toEqual(['look quick', 'act quick', 'look slow', 'look slow', 'act slow'])
})

it('runs a command after the edit that stands before it, and two commands side by side', async () => {
  const order: string[] = []
  const tool = (name: string, access: 'edit' | 'command', ms: number): Tool =>
    defineTool({
      name,
      description: '',
      input: z.object({}),
      effect: 'other',
      prepare: async () => {
        await sleep(access === 'edit' ? 5 : 0)
        return { kind: 'ready', prepared: { effect: 'other', access } }
      },
      run: async () => {
        order.push(`+${name}`)
        await sleep(ms)
        order.push(`-${name}`)
        return { kind: 'done', content: textContent('ok') }
      },
    })
  const { session, host, say } = await testWorld({
    tools: [tool('edit', 'edit', 5), tool('test', 'command', 8), tool('lint', 'command', 2)],
    ...turns(
      reply('', [
        ['edit', {}],
        ['test', {}],
        ['lint', {}],
        ['edit', {}],
      ]),
      reply('ok'),
    ),
  })
  await say('go')
  await run(session, { host })
  expect(order).toEqual(['+edit', '-edit', '+test', '+lint', '-lint', '-test', '+edit', '-edit'])
})

it('asks in the order of the model, however long it takes to look', async () => {
  const asked = (name: string, ms: number): Tool =>
    defineTool({
      name,
      description: '',
      input: z.object({}),
      effect: 'other',
      prepare: async () => {
        await sleep(ms)
        return { kind: 'ready', prepared: { effect: 'other', access: 'command' } }
      },
    })
  const { session, host, say } = await testWorld({
    tools: [asked('one', 10), asked('two', 0)],
    policy: { decide: () => ({ decision: 'ask', rule: 'test' }) },
    ...turns(
      reply('', [
        ['one', {}],
        ['two', {}],
      ]),
      reply('ok'),
    ),
  })
  await say('go')
  const stop = new AbortController()
  const running = run(session, { host, signal: stop.signal })
  await sleep(30)
  const calls = session.state.open.flatMap((one) =>
    one.type === 'ask.opened' ? [one.data.call] : [],
  )
  expect(calls).toEqual(calls.toSorted())
  expect(calls).toHaveLength(2)
  stop.abort('stop')
  await running
})

it('counts what a call had the model answer, and it is of the run', async () => {
  const usage = { inputTokens: 900, outputTokens: 100 }
  const asking: Tool = { ...echoTool, run: async () => ({ ...done('42'), usage }) }
  const world = await testWorld({
    tools: [asking],
    limits: { maxTokens: 1000 },
    ...turns(reply('', [['echo', { text: 'a' }]]), reply('ok')),
  })
  await world.say('go')
  expect(await run(world.session, { host: world.host })).toMatchObject({ limit: 'tokens' })
  expect(world.session.state.usage).toMatchObject({ inputTokens: 910, outputTokens: 105 })
})
