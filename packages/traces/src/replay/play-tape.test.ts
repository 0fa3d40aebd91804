import {
  configure,
  decide,
  defaultLimits,
  defineTool,
  done,
  kernelVersion,
  memorySessions,
  openSession,
  run,
  textContent,
  type Event,
  type Host,
} from '@harness/kernel'
import { reply, scriptedProvider, virtualRuntime } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { logOf, stories } from './__fixtures__/stories.ts'
import { playTape } from './play-tape.ts'
import { redecide } from './redecide.ts'

it('plays sessions that were killed, resumed, cancelled and compacted as they were', async () => {
  let performed = 0
  const types = new Set<string>()
  for await (const [seed, events] of stories(1, 30)) {
    const played = await playTape(logOf(events))
    performed += played.performed
    for (const { type } of events) types.add(type)
    expect(played.difference, `seed ${seed}`).toBeNull()
    expect(played.events).toBe(events.length)
  }
  expect(performed).toBeGreaterThan(400)
  expect([...types]).toEqual(
    expect.arrayContaining(['ask.settled', 'compaction.settled', 'hook.settled', 'task.promoted']),
  )
})

it.each([
  ['a part of a decision that was taken again, and named no cause of its own', 1405],
  ['hooks that were begun by a process that died, beside those that were not', 1488],
  ['a task that was promoted right before it ended', 12155],
])('plays %s', async (_, seed) => {
  for await (const [, events] of stories(seed, 1)) {
    expect((await playTape(logOf(events))).difference).toBeNull()
    expect((await redecide(logOf(events))).differences).toEqual([])
  }
})

it('ends where the recording ends, whatever is open there', async () => {
  for await (const [, events] of stories(8, 2)) {
    for (let length = 0; length <= events.length; length++) {
      const { difference } = await playTape(logOf(events.slice(0, length)))
      expect(difference, `the first ${length}`).toBeNull()
    }
  }
})

it('notices a decision that the kernel does not take', async () => {
  let changed = 0
  for await (const [, events] of stories(10, 10)) {
    const intent = events.findLast(({ type }) => type === 'tool.started')
    if (!intent) continue
    changed += 1
    const other = { ...intent, data: { ...(intent.data as object), attempt: 9 } } as Event
    const { difference } = await playTape(logOf(events.with(intent.seq - 1, other)))
    expect(difference).toMatchObject({
      seq: intent.seq,
      path: ['data', 'attempt'],
      kernel: kernelVersion,
    })
  }
  expect(changed).toBeGreaterThan(3)
})

it('notices what the kernel makes otherwise of the same answers', async () => {
  let changed = 0
  for await (const [, events] of stories(20, 20)) {
    const judged = events.find(
      ({ type, data }) => type === 'call.judged' && JSON.stringify(data).includes('unknown_tool'),
    )
    if (judged?.type !== 'call.judged' || judged.data.kind !== 'invalid') continue
    changed += 1
    const data = { ...judged.data, message: 'There is no such thing.' }
    const { difference } = await playTape(logOf(events.with(judged.seq - 1, { ...judged, data })))
    expect(difference).toMatchObject({ seq: judged.seq, path: ['data', 'message'] })
  }
  expect(changed).toBeGreaterThan(0)
})

it('gives the times back, and does not mind placeholders', async () => {
  for await (const [, events] of stories(11, 1)) {
    const hidden: Event[] = JSON.parse(JSON.stringify(events).replaceAll('whim', '[secret:ab12]'))
    const late = hidden.map((event) => ({ ...event, at: event.at + event.seq * 86_400_000 }))
    expect((await playTape(logOf(late))).difference).toBeNull()
  }
})

it('tells a call that is no JSON from another one of the same tool', async () => {
  const runtime = virtualRuntime()
  const path = z.object({ path: z.string() })
  const look = defineTool({
    name: 'look',
    description: 'Looks.',
    input: path,
    effect: 'pure',
    run: async () => done('nothing'),
  })
  const calls = ['{"path":', '{}', '{"path":"a"}'].map((input, index) => ({
    type: 'call' as const,
    id: `call_${index}`,
    name: 'look',
    input,
  }))
  const provider = scriptedProvider(({ messages }) =>
    messages.at(-1)?.role === 'user'
      ? { type: 'reply', reply: { parts: calls, stop: 'calls' } }
      : reply('Good.'),
  )
  const store = await memorySessions().create('looks')
  const session = await openSession(store, { runtime })
  await session.append([{ type: 'session.created', data: { session: 'looks' } }])
  await configure(session, {
    model: { provider: 'test', id: 'test' },
    system: 'Look.',
    tools: [look],
    permissions: { mode: 'ask', rules: [], person: false },
    limits: defaultLimits,
  })
  const data = { from: 'person', mode: 'steer', content: textContent('Go.') } as const
  await session.append([{ type: 'input.received', data }])
  const policy: Host['policy'] = { decide: () => ({ decision: 'allow', rule: 'test' }) }
  await run(session, { host: { runtime, tools: [look], policy, provider: async () => provider } })
  const { difference, performed } = await playTape(store.events.read(1))
  expect(difference).toBeNull()
  expect(performed).toBe(6)
})

it('plays a fork, and a parent with subagents, without the sessions beside them', async () => {
  const sessions = memorySessions()
  const runtime = virtualRuntime()
  const tool = defineTool({
    name: 'delegate',
    description: 'Has somebody else do it.',
    input: z.object({}),
    effect: 'other',
    prepare: async () => ({
      kind: 'ready',
      prepared: {
        effect: 'other',
        access: 'none',
        execution: 'inline',
        task: { kind: 'subagent', role: 'r', prompt: 'help', limits: defaultLimits },
      },
    }),
    conclude: async () => done('done by somebody else'),
  })
  const usage = { inputTokens: 3, outputTokens: 4 }
  const provider = scriptedProvider(({ messages }) =>
    messages.at(-1)?.role === 'user' ? reply('', [['delegate', {}]]) : reply('Good.'),
  )
  const host: Host = {
    runtime,
    tools: [tool],
    policy: { decide: () => ({ decision: 'allow', rule: 'test' }) },
    provider: async () => provider,
    subagents: {
      run: async (session) => {
        const content = textContent('I did.')
        return { kind: 'reported', session, reason: 'done', content, usage, cost: null }
      },
      read: async () => undefined,
    },
  }
  const setup = {
    model: { provider: 'test', id: 'test' },
    system: 'Delegate.',
    tools: [tool],
    permissions: { mode: 'ask', rules: [], person: false },
    limits: defaultLimits,
  }
  const go = async (store: Awaited<ReturnType<typeof sessions.create>>, text: string) => {
    const session = await openSession(store, { runtime })
    if (session.state.seq === 0) {
      await session.append([{ type: 'session.created', data: { session: store.id } }])
    }
    await configure(session, setup)
    const data = { from: 'person', mode: 'steer', content: textContent(text) } as const
    await session.append([{ type: 'input.received', data }])
    await run(session, { host })
    await store.close()
    const events: Event[] = []
    for await (const event of session.store.events.read(1)) events.push(event)
    expect(decide(session.state)).toEqual([])
    return events
  }
  const parent = await go(await sessions.create('parent'), 'Do it.')
  const task = parent.find(({ type }) => type === 'task.started')!
  const fork = await go(await sessions.fork('parent', task.seq, 'fork'), 'Do it otherwise.')
  expect(fork.map(({ type }) => type)).toContain('session.forked')
  for (const events of [parent, fork]) {
    const { difference, performed } = await playTape(logOf(events))
    expect(difference).toBeNull()
    expect(performed).toBeGreaterThan(1)
  }
})
