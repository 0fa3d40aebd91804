import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { memorySessions, type StreamEvent } from '@harness/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { poke, says, scripted } from './__fixtures__/scripted.ts'
import { postInput } from './sessions/post-input.ts'
import { readSession } from './sessions/read-session.ts'
import { query, run, type Ask, type Options, type Query } from './index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-sdk-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const options = (more: Options = {}): Options => ({
  cwd: folder,
  store: 'memory',
  provider: scripted(() => says('hello there')),
  ...more,
})

/** Pokes once, then says what it was told of it. */
const poking = () =>
  scripted(({ messages }, turn) => {
    if (turn === 0) return says('', [['poke', { path: 'a.txt' }]])
    const last = messages.at(-1)
    return says(last?.role === 'tool' ? JSON.stringify(last.content) : 'nothing')
  })

const eventTypes = async (id: string, home: string) => {
  const types: string[] = []
  for await (const event of readSession(id, { home })) types.push(event.type)
  return types
}

describe('query', () => {
  it('streams what happens, in order, and has the result', async () => {
    const running = query({ prompt: 'hi', options: options() })
    const types: string[] = []
    let text = ''
    for await (const event of running) {
      types.push(event.type)
      if (event.type === 'text.delta') text += event.text
    }
    expect(text).toBe('hello there')
    expect([types[0], types.at(-1)]).toEqual(['session.start', 'run.end'])
    expect(await running.result).toMatchObject({
      sessionId: await running.sessionId,
      reason: 'done',
      text: 'hello there',
      turns: 1,
      usage: { inputTokens: 10, outputTokens: 5 },
      cost: null,
    })
  })

  it('cancels by interrupt, and the session says so', async () => {
    let begun = () => {}
    const isAsked = new Promise<void>((resolve) => (begun = resolve))
    const provider = scripted(
      (_, __, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason))
          begun()
        }),
    )
    const running = query({ prompt: 'hi', options: options({ provider }) })
    await isAsked
    await running.interrupt()
    expect((await running.result).reason).toBe('cancelled')
  })

  it('stops by the signal, and goes on by resume', async () => {
    const store = memorySessions()
    const stop = new AbortController()
    const provider = scripted((_, turn) => {
      if (turn === 0) stop.abort()
      return says('done')
    })
    const first = await run({
      prompt: 'hi',
      options: options({ provider, store, signal: stop.signal }),
    })
    expect(first.reason).toBe('stopped')
    const second = await run({ options: options({ provider, store, resume: first.sessionId }) })
    expect(second).toMatchObject({ reason: 'done', text: 'done', sessionId: first.sessionId })
  })

  it('stops when the iteration is left', async () => {
    const running = query({ prompt: 'hi', options: options() })
    for await (const _ of running) break
    expect(['stopped', 'done']).toContain((await running.result).reason)
  })

  it('rejects with a typed error before anything is written', async () => {
    const running = query({ prompt: 'hi', options: options({ cwd: join(folder, 'missing') }) })
    await expect(running.result).rejects.toMatchObject({ name: 'SdkError', code: 'bad_workspace' })
    await expect(running.sessionId).rejects.toMatchObject({ code: 'bad_workspace' })
    await expect(async () => {
      for await (const _ of running);
    }).rejects.toMatchObject({ code: 'bad_workspace' })
  })
})

describe('permissions', () => {
  it('denies without a person, and says how to allow', async () => {
    const result = await run({
      prompt: 'go',
      options: options({ provider: poking(), tools: [poke] }),
    })
    expect(result).toMatchObject({ reason: 'denied', denied: [{ tool: 'poke' }] })
    expect(result.text).toContain('--allowed-tools')
  })

  it('allows by a rule', async () => {
    const allowed = options({ provider: poking(), tools: [poke], allowedTools: ['poke(*.txt)'] })
    const result = await run({ prompt: 'go', options: allowed })
    expect(result).toMatchObject({
      reason: 'done',
      calls: [{ tool: 'poke', input: { path: 'a.txt' }, output: 'poked a.txt', error: null }],
    })
  })

  it('asks the person with a preview and obeys', async () => {
    const asks: Ask[] = []
    const onAsk = async (ask: Ask) => {
      asks.push(ask)
      return { decision: 'allow' as const }
    }
    const result = await run({
      prompt: 'go',
      options: options({ provider: poking(), tools: [poke], onAsk }),
    })
    expect(asks).toMatchObject([{ tool: 'poke', input: { path: 'a.txt' }, preview: 'poke a.txt' }])
    expect(result.calls).toMatchObject([{ output: 'poked a.txt' }])
  })

  it('denies when the callback breaks', async () => {
    const onAsk = async () => {
      throw new Error('no screen')
    }
    const result = await run({
      prompt: 'go',
      options: options({ provider: poking(), tools: [poke], onAsk }),
    })
    expect(result.reason).toBe('denied')
    expect(result.text).toContain('no screen')
  })

  it('settles an ask that an earlier process left, when nobody is there any more', async () => {
    const store = memorySessions()
    const stop = new AbortController()
    const onAsk = () => {
      stop.abort()
      return new Promise<never>(() => {})
    }
    const provider = poking()
    const shared = { provider, tools: [poke], store }
    const first = await run({
      prompt: 'go',
      options: options({ ...shared, onAsk, signal: stop.signal }),
    })
    expect(first.reason).toBe('stopped')
    const again = options({ ...shared, resume: first.sessionId, allowedTools: ['poke'] })
    const second = await run({ options: again })
    expect(second).toMatchObject({ reason: 'done', calls: [{ output: 'poked a.txt' }] })
  })
})

describe('sessions in files', () => {
  const durable = (more: Options = {}) =>
    options({ store: 'files', home: join(folder, 'home'), ...more })

  it('continues the newest session of the folder, and forks it', async () => {
    const home = join(folder, 'home')
    const first = await run({ prompt: 'one', options: durable() })
    const second = await run({ prompt: 'two', options: durable({ continue: true }) })
    expect(second.sessionId).toBe(first.sessionId)
    const seen: number[] = []
    const provider = scripted(({ messages }) => {
      seen.push(messages.length)
      return says('forked')
    })
    const fork = await run({
      prompt: 'three',
      options: durable({ fork: first.sessionId, provider }),
    })
    expect(fork.sessionId).not.toBe(first.sessionId)
    expect(seen).toEqual([5])
    expect(await eventTypes(fork.sessionId, home)).toContain('session.forked')
  })

  it('names the closest session for an unknown id', async () => {
    const { sessionId } = await run({ prompt: 'one', options: durable() })
    const wrong = run({ prompt: 'x', options: durable({ resume: `${sessionId.slice(0, -1)}_` }) })
    await expect(wrong).rejects.toMatchObject({ code: 'unknown_session' })
    await expect(wrong).rejects.toThrow(sessionId)
  })

  it('says which session another has', async () => {
    const store = memorySessions()
    const { sessionId } = await run({ prompt: 'one', options: options({ store }) })
    const held = await store.open(sessionId)
    const second = run({ prompt: 'two', options: options({ store, resume: sessionId }) })
    await expect(second).rejects.toMatchObject({ code: 'session_held', session: sessionId })
    await held.close()
  })

  it('waits for somebody who has it for a moment', async () => {
    const store = memorySessions()
    const { sessionId } = await run({ prompt: 'one', options: options({ store }) })
    const looking = await store.open(sessionId)
    const second = run({ prompt: 'two', options: options({ store, resume: sessionId }) })
    await sleep(50)
    await looking.close()
    expect(await second).toMatchObject({ reason: 'done', sessionId })
  })

  it('takes what is posted while it runs', async () => {
    const home = join(folder, 'home')
    const provider = scripted(async ({ messages }, turn) => {
      if (turn === 0) {
        await postInput(await running.sessionId, 'and the other thing', { home })
        return says('first')
      }
      return says(JSON.stringify(messages.at(-1)))
    })
    const running: Query = query({ prompt: 'one', options: durable({ provider }) })
    const { text } = await running.result
    expect(text).toContain('and the other thing')
  })

  it('keeps the system prompt of a resumed session', async () => {
    const systems: string[] = []
    const provider = scripted(({ system }) => {
      systems.push(system)
      return says('ok')
    })
    await run({ prompt: 'one', options: durable({ provider, systemPrompt: 'You are a parrot.' }) })
    await run({ prompt: 'two', options: durable({ provider, continue: true }) })
    expect(systems[0]).toMatch(/^You are a parrot\./)
    expect(systems[1]).toBe(systems[0])
  })
})

it('keeps the values of secret variables out of the log, whoever says them', async () => {
  const secret = 'sk-very-secret-0123456789'
  const home = await mkdtemp(join(tmpdir(), 'harness-sdk-'))
  const events: StreamEvent[] = []
  const running = query({
    prompt: `my key is ${secret}`,
    options: {
      home,
      cwd: home,
      env: { SOME_API_KEY: secret },
      provider: scripted(() => says(`you said ${secret}`)),
    },
  })
  for await (const event of running) events.push(event)
  const { sessionId, text } = await running.result
  const log = await readFile(join(home, 'sessions', sessionId, 'log.jsonl'), 'utf8')
  expect(log + text + JSON.stringify(events)).not.toContain('very-secret')
  expect(text).toMatch(/^you said \[secret:[\da-f]{12}\]$/u)
  await rm(home, { recursive: true })
})

it('refuses a rule about a tool that is not there', async () => {
  const failing = run({
    prompt: 'hi',
    options: { store: 'memory', model: 'offline', disallowedTools: ['shel'] },
  })
  await expect(failing).rejects.toMatchObject({
    code: 'invalid_option',
    message: '--disallowed-tools: there is no tool shel. Did you mean shell?',
  })
})
