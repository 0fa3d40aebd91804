import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  defineTool,
  KernelError,
  textContent,
  type ModelRequest,
  type StreamEvent,
} from '@harness/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { poke, says, scripted } from '../__fixtures__/scripted.ts'
import { HarnessClient, readSession, run, type HookInput, type Options } from '../index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-client-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const options = (more: Options = {}): Options => ({
  cwd: folder,
  home: join(folder, 'home'),
  provider: scripted(({ messages }) => says(`I was told ${messages.length} things`)),
  ...more,
})

const saidBy = (request: ModelRequest, role: string): string[] =>
  request.messages.flatMap((message) =>
    message.role === role && 'content' in message
      ? message.content.map((part) => (part.type === 'text' ? part.text : ''))
      : [],
  )

const gate = () => Promise.withResolvers<void>()

async function eventsOf(events: AsyncIterable<StreamEvent>): Promise<StreamEvent[]> {
  const all: StreamEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

describe('a client', () => {
  it('keeps one session for many prompts, each a run of its own', async () => {
    await using client = new HarnessClient(options({ maxTurns: 1 }))
    const first = await client.send('one').result
    const second = await client.send('two').result
    expect(first).toMatchObject({ reason: 'done', turns: 1, text: 'I was told 1 things' })
    expect(second).toMatchObject({ reason: 'done', turns: 1, text: 'I was told 3 things' })
    expect(second.sessionId).toBe(first.sessionId)
    expect(await client.sessionId).toBe(first.sessionId)
  })

  it('does one thing after the other, in the order it was said, whoever waits', async () => {
    const order: string[] = []
    const provider = scripted(async (request) => {
      const newest = saidBy(request, 'user').at(-1) ?? ''
      order.push(`begins ${newest}`)
      await new Promise((resolve) => setTimeout(resolve, newest === 'one' ? 20 : 1))
      order.push(`ends ${newest}`)
      return says(newest)
    })
    await using client = new HarnessClient(options({ provider }))
    const results = ['one', 'two', 'three'].map((prompt) => client.send(prompt).result)
    expect((await Promise.all(results)).map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    expect(order).toEqual(
      ['one', 'two', 'three'].flatMap((one) => [`begins ${one}`, `ends ${one}`]),
    )
  })

  it('gives each prompt its own events', async () => {
    await using client = new HarnessClient(options())
    const [one, two] = [client.send('one'), client.send('two')]
    const both = await Promise.all([eventsOf(one), eventsOf(two)])
    for (const events of both) {
      expect(events[0]?.type).toBe('session.start')
      expect(events.at(-1)?.type).toBe('run.end')
      expect(events.filter(({ type }) => type === 'run.end')).toHaveLength(1)
    }
  })

  it('begins nothing before something is said, and lets go when it is closed', async () => {
    const client = new HarnessClient(options({ model: 'nobody/nothing', provider: 'nobody' }))
    await client.close()
    await expect(client.sessionId).rejects.toMatchObject({ code: 'closed' })
    await expect(client.send('one').result).rejects.toMatchObject({ code: 'closed' })
  })

  it('lets others take the session once it is closed', async () => {
    const client = new HarnessClient(options())
    const { sessionId } = await client.send('one').result
    await expect(
      run({ prompt: 'two', options: options({ resume: sessionId }) }),
    ).rejects.toMatchObject({
      code: 'session_held',
    })
    await client.close()
    await client.close()
    const { text } = await run({ prompt: 'two', options: options({ resume: sessionId }) })
    expect(text).toBe('I was told 3 things')
  })

  it('tells what keeps it from beginning, and tries again with the next prompt', async () => {
    const cwd = join(folder, 'later')
    await using client = new HarnessClient(options({ cwd }))
    await expect(client.send('one').result).rejects.toMatchObject({ code: 'bad_workspace' })
    await mkdir(cwd)
    expect(await client.send('two').result).toMatchObject({ reason: 'done' })
  })
})

it.each(['files', 'memory'] as const)('takes a session that broke anew, from %s', async (store) => {
  let asked = 0
  const onAsk = async () => {
    if (asked++ === 0) throw new KernelError('store_failed', 'it broke')
    return { decision: 'allow' } as const
  }
  const provider = scripted(({ messages }) =>
    messages.at(-1)?.role === 'user' ? says('', [['poke', { path: 'a' }]]) : says('ok'),
  )
  await using client = new HarnessClient(options({ store, onAsk, provider, tools: [poke] }))
  await expect(client.send('one').result).rejects.toThrow('it broke')
  expect(await client.send('two').result).toMatchObject({ reason: 'done' })
  expect(asked).toBe(3)
})

describe('while a run goes on', () => {
  /** Its model is asked twice: what is said in between is seen by the second call. */
  const busy = () => {
    const [asked, go] = [gate(), gate()]
    const wait = defineTool({
      name: 'wait',
      description: 'Waits.',
      input: z.object({}),
      effect: 'pure',
      run: async (_, __, { signal }) => {
        asked.resolve()
        const stopped = Promise.withResolvers<void>()
        signal.addEventListener('abort', () => stopped.reject(signal.reason))
        await Promise.race([go.promise, stopped.promise])
        return { kind: 'done', content: textContent('waited') }
      },
    })
    const provider = scripted((request, turn) =>
      turn === 0 ? says('', [['wait', {}]]) : says(saidBy(request, 'user').join(', ')),
    )
    return { asked: asked.promise, go: go.resolve, more: { provider, tools: [wait] } }
  }

  it('what is steered is seen by its next model call', async () => {
    const { asked, go, more } = busy()
    await using client = new HarnessClient(options(more))
    const { result } = client.send('one')
    await asked
    expect(await client.steer('two')).toBe(true)
    go()
    expect(await result).toMatchObject({ reason: 'done', text: 'one, two' })
  })

  it('steering says so when nothing is under way, and says nothing', async () => {
    await using client = new HarnessClient(options())
    expect(await client.steer('early')).toBe(false)
    await client.send('one').result
    expect(await client.steer('late')).toBe(false)
    expect((await client.send('two').result).text).toBe('I was told 3 things')
  })

  it('can be interrupted, and what waits behind it is done', async () => {
    const { asked, more } = busy()
    await using client = new HarnessClient(options(more))
    const first = client.send('one')
    const second = client.send('two')
    await asked
    await client.interrupt()
    expect(await first.result).toMatchObject({ reason: 'cancelled' })
    expect(await second.result).toMatchObject({ reason: 'done' })
  })

  it('leaving its iteration stops it where it stands, and what is sent next goes on with it', async () => {
    const { asked, go, more } = busy()
    await using client = new HarnessClient(options(more))
    for await (const { type } of client.send('one')) if (type === 'tool.start') break
    await asked
    go()
    const { reason, text } = await client.send('two').result
    expect({ reason, text }).toEqual({ reason: 'done', text: 'one, two' })
  })

  it('steering says so when it was stopped, and says nothing', async () => {
    const { asked, go, more } = busy()
    await using client = new HarnessClient(options(more))
    for await (const { type } of client.send('one')) if (type === 'tool.start') break
    await asked
    expect(await client.steer('lost')).toBe(false)
    go()
    expect((await client.send('two').result).text).toBe('one, two')
  })

  it('can be interrupted before it is begun', async () => {
    await using client = new HarnessClient(options())
    const { result } = client.send('one')
    await client.interrupt()
    expect(await result).toMatchObject({ reason: 'cancelled', turns: 0 })
    const [second, third] = [client.send('two'), client.send('three')]
    await client.interrupt()
    expect(await second.result).toMatchObject({ reason: 'cancelled' })
    expect(await third.result).toMatchObject({ reason: 'done' })
  })

  it('closing stops it where it stands: another process goes on with it', async () => {
    const { asked, more } = busy()
    const client = new HarnessClient(options(more))
    const first = client.send('one')
    const second = client.send('two')
    await asked
    await client.close()
    const { reason, sessionId } = await first.result
    expect(reason).toBe('stopped')
    await expect(second.result).rejects.toMatchObject({ code: 'closed' })
    const again = busy()
    again.go()
    const resumed = await run({ options: options({ ...again.more, resume: sessionId }) })
    expect(resumed.reason).toBe('done')
  })
})

describe('between two turns', () => {
  it('the permission mode changes', async () => {
    const provider = scripted(({ messages }) =>
      messages.at(-1)?.role === 'user' ? says('', [['poke', { path: 'a' }]]) : says('ok'),
    )
    await using client = new HarnessClient(options({ provider, tools: [poke] }))
    expect((await client.send('one').result).denied).toHaveLength(1)
    await client.setPermissionMode('acceptEdits')
    expect((await client.send('two').result).denied).toEqual([])
    await client.setPermissionMode('plan')
    expect((await client.send('three').result).denied).toHaveLength(1)
    await expect(client.setPermissionMode('acceptEdit')).rejects.toThrow(
      'Did you mean acceptEdits?',
    )
    expect((await client.send('four').result).denied).toHaveLength(1)
  })

  it('the mode that is set before anything is said counts from the beginning', async () => {
    const provider = scripted((_, turn) =>
      turn === 0 ? says('', [['poke', { path: 'a' }]]) : says('ok'),
    )
    await using client = new HarnessClient(options({ provider, tools: [poke] }))
    await client.setPermissionMode('acceptEdits')
    expect((await client.send('one').result).denied).toEqual([])
  })

  it('the mode that was set before something is sent counts, whether it was waited for or not', async () => {
    const provider = scripted(({ messages }) =>
      messages.at(-1)?.role === 'user' ? says('', [['poke', { path: 'a' }]]) : says('ok'),
    )
    await using client = new HarnessClient(options({ provider, tools: [poke] }))
    const denied: number[] = []
    for (const mode of ['acceptEdits', 'plan', 'acceptEdits']) {
      const changes = ['plan', mode].map((each) => client.setPermissionMode(each))
      denied.push((await client.send(mode).result).denied.length)
      await Promise.all(changes)
    }
    expect(denied).toEqual([0, 1, 0])
  })

  it('the model changes, and what cannot be one changes nothing', async () => {
    await using client = new HarnessClient(options())
    expect((await client.send('one').result).model).toBe('scripted/default')
    await expect(client.setModel('nobody/nothing')).rejects.toMatchObject({ name: 'SdkError' })
    expect((await client.send('two').result).model).toBe('scripted/default')
    await client.setModel('offline')
    expect((await client.send('three').result).model).toBe('offline/scripted')
  })
})

it('what cannot be a model or a mode is told before anything is said, too, and changes nothing', async () => {
  await using client = new HarnessClient(options())
  await expect(client.setModel('nobody/nothing')).rejects.toMatchObject({ name: 'SdkError' })
  await expect(client.setPermissionMode('acceptEdit')).rejects.toThrow('Did you mean acceptEdits?')
  await client.setPermissionMode('plan')
  expect((await client.send('one').result).model).toBe('scripted/default')
})

it('another model mends one that cannot be used', async () => {
  const { provider: _, ...rest } = options({ model: 'nobody/nothing' })
  await using client = new HarnessClient({ ...rest, baseUrl: 'no address' })
  await expect(client.send('one').result).rejects.toMatchObject({ name: 'SdkError' })
  await client.setPermissionMode('plan')
  await client.setModel('offline')
  expect((await client.send('two').result).model).toBe('offline/scripted')
})

it('the model changes for a run under way, from its next call on', async () => {
  const asked = gate()
  const provider = scripted(async (_, __, signal) => {
    asked.resolve()
    await new Promise((resolve) => setTimeout(resolve, 20))
    signal.throwIfAborted()
    return says('', [['list', {}]])
  })
  await using client = new HarnessClient(options({ provider }))
  const { result } = client.send('one')
  await asked.promise
  await client.setModel('offline')
  expect(await result).toMatchObject({ reason: 'done', model: 'offline/scripted', turns: 2 })
})

it('hooks hear of one start and one end, however many prompts there are', async () => {
  const told: string[] = []
  const hear = async ({ hook_event_name: name }: HookInput) => void told.push(name)
  const hooks = { SessionStart: [{ hooks: [hear] }], SessionEnd: [{ hooks: [hear] }] }
  const client = new HarnessClient(options({ hooks }))
  await client.send('one').result
  await client.send('two').result
  expect(told).toEqual(['SessionStart'])
  await Promise.all([client.close(), client.close()])
  expect(told).toEqual(['SessionStart', 'SessionEnd'])
})

it('does what the end of a background task begins, while somebody attends', async () => {
  const provider = scripted((request, turn) => {
    if (turn === 0) {
      const command = 'sleep 0.3; echo over'
      return says('', [['shell', { command, background: true }]])
    }
    return says(turn === 1 ? 'it runs' : `told: ${saidBy(request, 'user').at(-1)}`)
  })
  await using client = new HarnessClient(options({ provider, permissionMode: 'bypassPermissions' }))
  const first = await client.send('begin').result
  expect(first.background).toHaveLength(1)
  const attended = await client.attend().result
  expect(attended.text).toContain('over')
  expect(attended.background).toEqual([])
})

it('stops attending when something is sent', async () => {
  const provider = scripted((_, turn) =>
    turn === 0 ? says('', [['shell', { command: 'sleep 30', background: true }]]) : says('ok'),
  )
  await using client = new HarnessClient(options({ provider, permissionMode: 'bypassPermissions' }))
  const { sessionId, background } = await client.send('begin').result
  const attending = [client.attend(), client.attend()]
  const { reason } = await client.send('more').result
  expect(reason).toBe('done')
  for (const { result } of attending) expect((await result).reason).toBe('stopped')
  const { postCancel } = await import('../index.ts')
  await postCancel(sessionId, { home: join(folder, 'home'), task: background[0]?.task ?? 0 })
  await client.attend().result
})

it('stops attending when the conversation is to be made shorter', async () => {
  const provider = scripted((_, turn) =>
    turn === 0 ? says('', [['shell', { command: 'sleep 30', background: true }]]) : says('ok'),
  )
  await using client = new HarnessClient(options({ provider, permissionMode: 'bypassPermissions' }))
  const { sessionId, background } = await client.send('begin').result
  const attending = client.attend()
  expect(await client.compact()).toMatchObject({ kind: expect.any(String) })
  expect((await attending.result).reason).toBe('stopped')
  const { postCancel } = await import('../index.ts')
  await postCancel(sessionId, { home: join(folder, 'home'), task: background[0]?.task ?? 0 })
  await client.attend().result
})

it('what was sent is in the log when its process dies', async () => {
  await using client = new HarnessClient(options())
  const id = await client.send('one').sessionId
  const types: string[] = []
  for await (const { type } of readSession(id, { home: join(folder, 'home') })) types.push(type)
  expect(types).toContain('input.received')
})
