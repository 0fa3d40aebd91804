// What hooks said is said of what runs, and nothing else answers for them.
import { expect, it } from 'vitest'
import {
  defineTool,
  openSession,
  run,
  StreamMapping,
  textContent,
  type HookAnswer,
  type HookOccasion,
  type Hooks,
  type Policy,
} from '../index.ts'
import { z } from 'zod'
import { reply } from '../testing/scripted-provider.ts'
import { testRedactor } from '../testing/test-redactor.ts'
import { echoTool, testWorld } from '../testing/test-world.ts'
import { echo, go, hooksOf, shown, worldWith } from './__fixtures__/hooked.ts'
import { answerAsk, askAbout, events, sleep, slowTool, turns, types } from './__fixtures__/scene.ts'
import { heldCommands, shellTask } from './__fixtures__/task-tools.ts'

it('a tool is given what was looked at, also where a hook puts a secret into it', async () => {
  const seen: string[] = []
  const tool = defineTool({
    name: 'echo',
    description: '',
    input: z.object({ text: z.string() }),
    effect: 'pure',
    prepare: async ({ text }) => {
      seen.push(text)
      return { kind: 'ready', prepared: { effect: 'pure', access: 'read' } }
    },
    run: async ({ text }) => {
      seen.push(text)
      return { kind: 'done', content: textContent('ok') }
    },
  })
  const { hooks } = hooksOf({ PreToolUse: () => ({ input: { text: 'say open-sesame' } }) })
  const world = await worldWith(hooks, {
    ...turns(echo('a'), reply('ok')),
    tools: [tool],
    redactor: testRedactor(['open-sesame']),
  })
  await world.say('go')
  await go(world)
  expect(seen).toHaveLength(2)
  expect(seen[1]).toBe(seen[0])
})

it('a hook allows what it saw, not what another one made of it', async () => {
  const answer = (hook: string, more: Partial<HookAnswer>): HookAnswer => ({
    event: 'PreToolUse',
    hook,
    decision: 'none',
    ...more,
  })
  const policy: Policy = {
    decide: (_, { rules }) =>
      rules.length > 0 ? { decision: 'allow', rule: 'rule' } : { decision: 'deny', rule: 'none' },
  }
  const reasonWith = async (...answers: HookAnswer[]) => {
    const hooks: Hooks = { events: ['PreToolUse'], run: async () => answers }
    const world = await worldWith(hooks, { ...turns(echo('a'), reply('ok')), policy })
    await world.say('go')
    const end = await go(world)
    return end.kind === 'finished' ? end.reason : end.kind
  }
  const input = { text: 'other' }
  const allowing = answer('one', { decision: 'allow' })
  expect(await reasonWith(allowing)).toBe('done')
  expect(await reasonWith(allowing, answer('two', { input }))).toBe('denied')
  expect(await reasonWith(answer('two', { decision: 'allow', input }))).toBe('done')
})

it('what a hook wants a person to see is marked so, and no rule is suggested for it', async () => {
  const { hooks } = hooksOf({ PreToolUse: () => ({ decision: 'ask' }) })
  for (const decision of ['allow', 'ask'] as const) {
    const suggestions = decision === 'ask' ? { suggestions: ['echo'] } : {}
    const policy: Policy = { decide: () => ({ decision, rule: 'test', ...suggestions }) }
    const world = await worldWith(hooks, { ...turns(echo('a'), reply('ok')), policy })
    await world.say('go')
    const running = go(world)
    await expect.poll(() => types(world.session)).toContain('ask.opened')
    const all = await events(world.session)
    expect(all.find(({ type }) => type === 'call.judged')).toMatchObject({
      data: { verdict: { decision: 'ask', demanded: true } },
    })
    const ask = all.find(({ type }) => type === 'ask.opened')
    expect(ask?.data).not.toHaveProperty('suggestions')
    await answerAsk(world.session, 'allow')
    await running
  }
})

it('an answer by the mode alone is no yes of somebody', async () => {
  let verdict: unknown
  const tool = slowTool(async () => {
    verdict = world.session.state.calls.list[0]?.verdict
  })
  const world = await testWorld({
    ...turns(reply('', [['slow', {}]]), reply('ok')),
    tools: [tool],
    policy: askAbout('slow'),
  })
  await world.say('go')
  const running = go(world)
  await expect.poll(() => types(world.session)).toContain('ask.opened')
  const ask = world.session.state.open.find(({ type }) => type === 'ask.opened')
  const data = { kind: 'answered', decision: 'allow', by: 'mode auto', confined: true } as const
  await world.session.append([{ type: 'ask.settled', cause: ask?.seq ?? 0, data }])
  await running
  expect(verdict).toEqual({ decision: 'ask', rule: 'test', confined: true })
})

it('hooks that cannot be asked do not keep a run from ending', async () => {
  const hooks: Hooks = {
    events: ['Stop'],
    run: async () => {
      throw new Error('broken')
    },
  }
  const world = await worldWith(hooks, turns(reply('ok')))
  await world.say('go')
  expect(await go(world)).toMatchObject({ reason: 'done' })
  expect(await shown(world)).toEqual(['go', 'reply'])
})

it('a remark does not keep a run going that a tool ended; an objection does', async () => {
  const tool = defineTool({
    name: 'finish',
    description: '',
    input: z.object({}),
    effect: 'pure',
    run: async () => ({ kind: 'done', content: textContent('over'), endsRun: true }),
  })
  const modelCalls = async (said: Partial<HookAnswer>) => {
    const { hooks } = hooksOf({ PostToolUse: () => said })
    const answers = turns(reply('', [['finish', {}]]), reply('ok'))
    const world = await worldWith(hooks, { ...answers, tools: [tool] })
    await world.say('go')
    expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'done' })
    return (await types(world.session)).filter((type) => type === 'model.started').length
  }
  expect(await modelCalls({ context: 'Noted.' })).toBe(1)
  expect(await modelCalls({ decision: 'deny', reason: 'Not formatted.' })).toBe(2)
})

it('a hook of a compaction may end the run', async () => {
  const { hooks } = hooksOf({ PreCompact: () => ({ stop: 'enough' }) })
  let isAsked = false
  const world = await worldWith(hooks, {
    answer: (_, turn) => (turn === 0 ? echo('a') : reply('never')),
    host: { hooks, compactor: { compact: async () => ({ content: textContent('s') }) } },
  })
  world.session.onAppend((all) => {
    if (isAsked || !all.some(({ type }) => type === 'tool.started')) return
    isAsked = true
    void world.session.append([{ type: 'compaction.requested', data: {} }])
  })
  await world.say('go')
  expect(await go(world)).toMatchObject({ reason: 'cancelled' })
})

it('a remark at the beginning is nothing to answer where what was said is refused', async () => {
  const { hooks } = hooksOf({
    SessionStart: () => ({ context: 'It is Monday.' }),
    UserPromptSubmit: () => ({ decision: 'deny', reason: 'No.' }),
  })
  const world = await worldWith(hooks, turns(reply('never')))
  await world.session.append([
    { type: 'hook.started', data: { event: 'SessionStart', source: 'startup' } },
  ])
  await world.say('go')
  expect(await go(world)).toMatchObject({ reason: 'denied' })
  expect(await types(world.session)).not.toContain('model.started')
})

it('what a hook adds to a follow-up is shown with it', async () => {
  const { hooks } = hooksOf({ UserPromptSubmit: () => ({ context: 'It is Monday.' }) })
  const world = await worldWith(hooks, turns(reply('ok')))
  await world.say('first')
  await world.say('second', 'follow-up')
  await go(world)
  const said = 'Hook UserPromptSubmit:\nIt is Monday.'
  expect(await shown(world)).toEqual(['first', said, 'reply', 'second', said, 'reply'])
})

it('a hook is told with what input a task ran that ends turns later', async () => {
  const { hooks, told } = hooksOf({
    PreToolUse: () => ({ input: { text: 'changed' } }),
    PostToolUse: () => ({}),
  })
  const { commands, finish } = heldCommands()
  const world = await worldWith(hooks, {
    ...turns(reply('', [['shell', {}]]), reply('', [['echo', { text: 'b' }]]), reply('ok')),
    tools: [shellTask('background'), echoTool],
    host: { hooks, commands },
  })
  await world.say('go')
  await go(world)
  const waiting = run(world.session, { host: world.host, waitFor: 'tasks' })
  await sleep(3)
  finish()
  await waiting
  expect(told.findLast(({ event }) => event === 'PostToolUse')).toMatchObject({
    tool: 'shell',
    input: { text: 'changed' },
  })
})

it('the stream tells what a tool is given, not what the model wrote', async () => {
  const { hooks } = hooksOf({ PreToolUse: () => ({ input: { text: 'changed' } }) })
  const world = await worldWith(hooks, turns(echo('a'), reply('ok')))
  await world.say('go')
  await go(world)
  const mapping = new StreamMapping()
  const lines = (await events(world.session)).flatMap((event) => mapping.event(event))
  expect(lines.find(({ type }) => type === 'tool.start')).toMatchObject({
    input: { text: 'changed' },
  })
})

it('a hook of a call is told once more after a crash, and that it is', async () => {
  const told: boolean[] = []
  const hooks: Hooks = {
    events: ['PreToolUse'],
    run: (_, { signal, recovering }) => {
      told.push(recovering)
      if (recovering) return Promise.resolve([])
      return new Promise((__, no) => signal.addEventListener('abort', () => no(signal.reason)))
    },
  }
  const world = await worldWith(hooks, turns(echo('a'), reply('ok')))
  await world.say('go')
  const stop = new AbortController()
  const running = run(world.session, { host: world.host, signal: stop.signal })
  await expect.poll(() => told).toEqual([false])
  stop.abort('stop')
  await running
  const later = await openSession(world.session.store, { runtime: world.host.runtime })
  const end = run(later, { host: world.host, signal: AbortSignal.timeout(500) })
  expect(await end).toMatchObject({ reason: 'done' })
  expect(told).toEqual([false, true])
})

it('nothing is told before what it is told of is durable', async () => {
  const early: string[] = []
  let durable = 0
  const { hooks } = hooksOf({
    PreToolUse: (occasion) => note(occasion),
    PreCompact: (one) => note(one),
  })
  const world = await worldWith(hooks, {
    ...turns(echo('a'), reply('ok')),
    host: { hooks, compactor: { compact: async () => ({ content: textContent('s') }) } },
  })
  const note = ({ event }: HookOccasion) => {
    if (durable < world.session.state.seq) early.push(event)
    return {}
  }
  const { events: log } = world.session.store
  const sync = log.sync.bind(log)
  log.sync = async () => {
    const { head } = log
    await sync()
    durable = Math.max(durable, head)
  }
  await world.say('go')
  await world.session.append([{ type: 'compaction.requested', data: {} }])
  await go(world)
  expect(early).toEqual([])
})

it('a hook that ends a run at its end has it end as it would', async () => {
  for (const decision of ['none', 'deny'] as const) {
    const { hooks, told } = hooksOf({ Stop: () => ({ decision, stop: 'enough' }) })
    const world = await worldWith(hooks, turns(reply('ok')))
    await world.say('go')
    expect(await go(world)).toMatchObject({ reason: 'done' })
    expect(told).toHaveLength(1)
  }
})

it('a forked session tells its hooks of a prompt that its parent was just told of', async () => {
  let isOver = false
  const { hooks, told } = hooksOf({
    UserPromptSubmit: (_, signal) =>
      isOver
        ? { decision: 'deny', reason: 'No.' }
        : new Promise((__, no) => signal.addEventListener('abort', () => no(signal.reason))),
  })
  const world = await worldWith(hooks, turns(reply('never')))
  await world.say('go')
  const stop = new AbortController()
  const running = run(world.session, { host: world.host, signal: stop.signal })
  await expect.poll(() => told).toHaveLength(1)
  stop.abort('stop')
  await running
  isOver = true
  const { runtime } = world.host
  const store = await world.sessions.fork('s1', world.session.state.seq, 's2')
  const fork = await openSession(store, { runtime })
  const end = run(fork, { host: world.host, signal: AbortSignal.timeout(2_000) })
  expect(await end).toMatchObject({ reason: 'denied' })
  expect(await types(fork)).not.toContain('model.started')
})

it('what was said before there were hooks is told to them before the model sees it', async () => {
  const { hooks } = hooksOf({ UserPromptSubmit: () => ({ decision: 'deny', reason: 'No.' }) })
  const world = await testWorld({ ...turns(reply('never')), host: { hooks } })
  await world.say('go')
  const { configuration } = world.session.state.identity
  if (!configuration) throw new Error('not configured')
  await world.session.append([
    { type: 'session.configured', data: { ...configuration, hooks: ['UserPromptSubmit'] } },
  ])
  expect(await go(world)).toMatchObject({ reason: 'denied' })
  expect(await types(world.session)).not.toContain('model.started')
})
