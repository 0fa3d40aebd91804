import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  defineTool,
  messagesOf,
  run,
  textContent,
  type Event,
  type ModelEnd,
  type Policy,
  type Session,
  type Tool,
} from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { echoTool, testWorld, type TestWorldOptions } from '../testing/test-world.ts'

const events = async (session: Session): Promise<Event[]> => {
  const all: Event[] = []
  for await (const event of session.store.events.read(1)) all.push(event)
  return all
}
const types = async (session: Session) => (await events(session)).slice(2).map(({ type }) => type)
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Answers by turn; the last answer repeats. */
const turns = (...answers: ModelEnd[]): Required<Pick<TestWorldOptions, 'answer'>> => ({
  answer: (_, turn) => answers[Math.min(turn, answers.length - 1)] ?? reply('(end)'),
})

const slowTool = (perform: (signal: AbortSignal) => Promise<void>, effect: 'pure' | 'other' = 'other') =>
  defineTool({
    name: 'slow',
    description: '',
    input: z.object({}),
    effect,
    run: async (_, __, { signal }) => {
      await perform(signal)
      return { kind: 'done', content: textContent('ok') }
    },
  })

const askAbout = (name: string): Policy => ({
  decide: ({ tool }) => ({ decision: tool === name ? 'ask' : 'allow', rule: 'test' }),
})

const answerAsk = async (session: Session, decision: 'allow' | 'deny') => {
  const ask = session.state.open.find((intent) => intent.type === 'ask.opened')
  await session.append([
    {
      type: 'ask.settled',
      cause: ask?.seq ?? 0,
      data: { kind: 'answered', decision, by: 'person', reason: 'because' },
    },
  ])
}

const cancel = (session: Session) =>
  session.append([{ type: 'cancel.requested', data: { by: 'person' } }])

describe('run', () => {
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
    expect(conversation.filter(({ role }) => role === 'tool').map((m) => 'name' in m && m.name)).toEqual([
      'slow',
      'echo',
    ])
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

  it('cancels: live effects are told, unsettled calls refused, and a later input starts a new run', async () => {
    const world = await testWorld({
      tools: [slowTool((signal) => new Promise((_, no) => signal.addEventListener('abort', no)))],
      ...turns(
        reply('', [
          ['slow', {}],
          ['slow', {}],
        ]),
        reply('again'),
      ),
    })
    await world.say('go')
    const running = run(world.session, { host: world.host })
    await sleep(5)
    await cancel(world.session)
    expect(await running).toMatchObject({ reason: 'cancelled' })
    await world.say('once more')
    expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'done' })
    expect(await types(world.session)).not.toContain('post.rejected')
  })

  it('keeps an input that came after the cancel for a run of its own', async () => {
    const world = await testWorld({
      tools: [slowTool(() => sleep(20).then(() => undefined))],
      ...turns(reply('', [['slow', {}]]), reply('second')),
    })
    await world.say('go')
    const running = run(world.session, { host: world.host })
    await sleep(3)
    await cancel(world.session)
    await world.say('and now this')
    expect(await running).toMatchObject({ reason: 'done' })
    expect((await types(world.session)).filter((type) => type === 'run.finished')).toHaveLength(2)
  })

  it('pays for no model call when it is resumed after a durable cancel', async () => {
    const stop = new AbortController()
    const { session, host, say } = await testWorld({
      tools: [slowTool((signal) => new Promise((_, no) => signal.addEventListener('abort', no)))],
      ...turns(reply('', [['slow', {}]])),
    })
    await say('go')
    const running = run(session, { host, signal: stop.signal })
    await sleep(3)
    stop.abort()
    expect(await running).toMatchObject({ kind: 'stopped' })
    await cancel(session)
    expect(await run(session, { host })).toMatchObject({ reason: 'cancelled' })
    expect((await types(session)).filter((type) => type === 'model.started')).toHaveLength(1)
  })

  it('stops without writing, and goes on where it stood', async () => {
    const stop = new AbortController()
    const world = await testWorld({
      tools: [slowTool(() => sleep(8).then(() => undefined), 'pure')],
      ...turns(reply('', [['slow', {}]]), reply('ok')),
    })
    await world.say('go')
    const running = run(world.session, { host: world.host, signal: stop.signal })
    await sleep(3)
    const before = await types(world.session)
    stop.abort()
    await running
    expect(await types(world.session)).toEqual(before)
    expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'done' })
    expect((await events(world.session)).filter(({ type }) => type === 'tool.started')).toHaveLength(2)
  })

  it('tells the model that an effect of a dead process may have happened, and does not repeat it', async () => {
    const stop = new AbortController()
    let performed = 0
    const world = await testWorld({
      tools: [
        slowTool(async () => {
          performed++
          await sleep(8)
        }),
      ],
      ...turns(reply('', [['slow', {}]]), reply('ok')),
    })
    await world.say('go')
    const running = run(world.session, { host: world.host, signal: stop.signal })
    await sleep(3)
    stop.abort()
    await running
    await run(world.session, { host: world.host })
    expect(performed).toBe(1)
    expect(messagesOf(await world.session.conversation())[2]).toMatchObject({ failed: true })
  })

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

  it('ends at its time limit', async () => {
    const { session, host, say } = await testWorld({
      tools: [slowTool((signal) => new Promise((_, no) => signal.addEventListener('abort', no)))],
      ...turns(reply('', [['slow', {}]])),
      limits: { maxMs: 20 },
    })
    await say('go')
    expect(await run(session, { host })).toMatchObject({ reason: 'limit', limit: 'time' })
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

  it('answers an unknown tool with the closest name', async () => {
    const { session, host, say } = await testWorld(turns(reply('', [['ecko', {}]]), reply('ok')))
    await say('go')
    await run(session, { host })
    expect(messagesOf(await session.conversation())[2]).toMatchObject({
      content: textContent('There is no tool ecko. Did you mean echo?'),
    })
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

  it('compacts before the window overflows', async () => {
    const world = await testWorld({
      contextWindow: 15,
      ...turns(reply('', [['echo', { text: 'a' }]]), reply('ok')),
      host: { compactor: { compact: async () => ({ content: textContent('summary') }) } },
    })
    await world.say('go')
    await run(world.session, { host: world.host })
    expect(await types(world.session)).toContain('compaction.settled')
    expect(messagesOf(await world.session.conversation())[0]).toEqual({
      role: 'user',
      content: textContent('summary'),
    })
  })

  it('does not call the model when its conversation could not be made shorter', async () => {
    const world = await testWorld({
      contextWindow: 15,
      ...turns(reply('', [['echo', { text: 'a' }]]), reply('ok')),
    })
    await world.say('go')
    expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'failed' })
    expect((await types(world.session)).filter((type) => type === 'model.started')).toHaveLength(1)
  })

  it('goes on without a background task, names it, and tells the model once of its end', async () => {
    let finish: (() => void) | undefined
    const shell = defineTool({
      name: 'shell',
      description: '',
      input: z.object({}),
      effect: 'other',
      prepare: async () => ({
        kind: 'ready',
        prepared: {
          effect: 'other',
          access: 'command',
          execution: 'background',
          task: {
            kind: 'command',
            argv: ['true'],
            cwd: '/',
            env: {},
            timeoutMs: 1000,
            outputCap: 1000,
          },
        },
      }),
    })
    const world = await testWorld({
      tools: [shell],
      ...turns(reply('', [['shell', {}]]), reply('started'), reply('seen')),
      host: {
        commands: {
          probe: async () => 'run',
          run: (_, __, { signal }) =>
            new Promise((resolve, reject) => {
              if (signal.aborted) return reject(signal.reason)
              signal.addEventListener('abort', () => reject(signal.reason))
              finish = () =>
                resolve({
                  kind: 'exited',
                  code: 0,
                  head: 'built',
                  tail: '',
                  bytes: 5,
                  durationMs: 1,
                })
            }),
        },
      },
    })
    await world.say('go')
    const first = await run(world.session, { host: world.host })
    expect(first).toMatchObject({ reason: 'done', background: [expect.any(Number)] })
    expect(await run(world.session, { host: world.host })).toMatchObject({ kind: 'idle' })
    const waiting = run(world.session, { host: world.host, waitFor: 'tasks' })
    await sleep(3)
    finish?.()
    expect(await waiting).toMatchObject({ reason: 'done', background: [] })
    const shown = messagesOf(await world.session.conversation()).filter(
      ({ role }) => role === 'user',
    )
    expect(shown).toHaveLength(2)
    expect(JSON.stringify(shown[1])).toContain('built')
  })
})
