import { expect, it } from 'vitest'
import { z } from 'zod'
import {
  contentText,
  defaultLimits,
  defineTool,
  memorySessions,
  openSession,
  run,
  textContent,
  type CommandSpec,
  type Host,
  type LiveDelta,
  type Prepared,
  type TaskEnd,
  type Tool,
} from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testRedactor, testTag } from '../testing/test-redactor.ts'
import { testWorld, type TestWorldOptions } from '../testing/test-world.ts'
import { events, turns } from './__fixtures__/scene.ts'

const secret = 'a "quoted"\\secret'
const mark = `[secret:${testTag(secret)}]`
const gone = '[secret:0123456789ab]'

/** Looks at an input, and acts by it: what it is given then. */
function watched(more: Partial<Prepared> = {}, options: Partial<Tool> = {}) {
  const seen: { looked: unknown[]; acted: unknown[]; facts: unknown[] } = {
    looked: [],
    acted: [],
    facts: [],
  }
  const made = defineTool({
    name: 'write',
    description: '',
    input: z.object({ text: z.string() }),
    effect: 'idempotent',
    prepare: async ({ text }) => {
      seen.looked.push(text)
      const facts = { [text]: [btoa(`me:${text}`)] }
      const prepared = {
        effect: 'idempotent',
        access: 'edit',
        preview: `+ ${text}`,
        facts,
      } as const
      return { kind: 'ready', prepared: { ...prepared, ...more } }
    },
    run: async ({ text }, { facts }, { progress }) => {
      seen.acted.push(text)
      seen.facts.push(facts)
      for (const letter of text) progress(letter)
      return { kind: 'done', content: textContent(`wrote ${text}`) }
    },
    recover: async () => undefined,
  })
  return { seen, tool: { ...made, ...options } }
}

const world = (options: TestWorldOptions) =>
  testWorld({ redactor: testRedactor([secret]), ...options })

it('a tool looks and acts with the secret, and the log, what is shown and the model have its placeholder', async () => {
  const { seen, tool } = watched({ restores: false })
  const live: LiveDelta[] = []
  const requests: unknown[] = []
  const { session, host, say } = await world({
    answer: (request, turn) => {
      requests.push(request.messages)
      return turn === 0 ? reply('', [['write', { text: `x ${mark} y` }]]) : reply('ok')
    },
    tools: [tool],
    host: { live: (delta) => live.push(delta) },
  })
  await say('go')
  await run(session, { host })
  const text = `x ${secret} y`
  expect(seen).toEqual({
    looked: [text],
    acted: [text],
    facts: [{ [text]: [btoa(`me:${text}`)] }],
  })
  const log = await events(session)
  const judged = log.find(({ type }) => type === 'call.judged')
  expect(judged?.data).toMatchObject({ prepared: { preview: `+ x ${mark} y`, restores: true } })
  const shown = live.flatMap((delta) => (delta.type === 'progress' ? [delta.text] : [])).join('')
  expect(shown).toMatch(/^x .{0,3}\[secret:[\da-f]{12}\] y$/u)
  for (const what of [log, live, requests, session.state]) {
    expect(JSON.stringify(what)).not.toContain('quoted')
    expect(JSON.stringify(what)).not.toContain(btoa(secret).slice(4, 16))
  }
})

it('a call that holds none is not said to', async () => {
  const { tool } = watched({ restores: true })
  const { session, host, say } = await world({
    ...turns(reply('', [['write', { text: 'x' }]]), reply('ok')),
    tools: [tool],
  })
  await say('go')
  await run(session, { host })
  const judged = (await events(session)).find(({ type }) => type === 'call.judged')
  expect(JSON.stringify(judged)).not.toContain('restores')
})

it('a call is done whose preview has text of the shape of a placeholder that it is not about', async () => {
  const { seen, tool } = watched({ preview: ` ${gone}\n+ x` })
  const { session, host, say } = await world({
    ...turns(reply('', [['write', { text: 'x' }]]), reply('ok')),
    tools: [tool],
  })
  await say('go')
  await run(session, { host })
  expect(seen.acted).toEqual(['x'])
})

it('a call is refused whose placeholder stands for nothing that is known', async () => {
  const { seen, tool } = watched()
  const { session, host, say } = await world({
    ...turns(reply('', [['write', { text: `${mark} ${gone}` }]]), reply('ok')),
    tools: [tool],
  })
  await say('go')
  await run(session, { host })
  expect(seen.looked).toEqual([])
  const log = await events(session)
  const judged = log.find(({ type }) => type === 'call.judged')
  expect(judged?.data).toMatchObject({ kind: 'invalid', code: 'secret_missing' })
  const refused = log.find(({ type }) => type === 'call.refused')
  expect(JSON.stringify(refused)).toContain(`Nothing was done: ${gone} stands for a secret`)
})

it('what a hook is told has placeholders, and what it answers is restored', async () => {
  const { seen, tool } = watched()
  const told: unknown[] = []
  const { session, host, say } = await world({
    ...turns(reply('', [['write', { text: mark }]]), reply('ok')),
    tools: [tool],
    setup: { hooks: ['PreToolUse'] },
    host: {
      hooks: {
        events: ['PreToolUse'],
        run: async (occasion) => {
          told.push(occasion)
          const input = { text: `more ${mark}` }
          return [{ event: 'PreToolUse', hook: 'h', decision: 'none', input }]
        },
      },
    },
  })
  await say('go')
  await run(session, { host })
  expect(seen.acted).toEqual([`more ${secret}`])
  expect(told).toMatchObject([{ input: { text: mark } }])
  expect(JSON.stringify(await events(session))).not.toContain('quoted')
})

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

/** A session whose process died when a tool had begun. */
async function crashed(known: string[], tool: Tool) {
  const sessions = memorySessions()
  const first = await world({
    sessions,
    ...turns(reply('', [['write', { text: mark }]]), reply('ok')),
    tools: [{ ...tool, run: (_, __, { signal }) => untilAborted(signal) }],
  })
  await first.say('go')
  const stop = new AbortController()
  first.session.onAppend((all) => {
    if (all.some(({ type }) => type === 'tool.started')) setTimeout(() => stop.abort('stop'))
  })
  await run(first.session, { host: first.host, signal: stop.signal }).catch(() => undefined)
  await first.session.store.close()
  const redactor = testRedactor(known)
  const { runtime } = first.host
  const session = await openSession(await sessions.open('s1'), { runtime, redactor })
  await run(session, { host: { ...first.host, tools: [tool] } })
  return events(session)
}

it('another process takes the tool up with the secret', async () => {
  const recovered: unknown[] = []
  const { seen, tool } = watched(
    {},
    {
      recover: async (input, { facts }) => {
        recovered.push(input, facts)
        return undefined
      },
    },
  )
  await crashed([secret], tool)
  expect(recovered).toEqual([{ text: secret }, { [secret]: [btoa(`me:${secret}`)] }])
  expect(seen.acted).toEqual([secret])
})

it('one that does not know it does not act, and says so', async () => {
  const { seen, tool } = watched()
  const log = await crashed(['another-secret'], tool)
  expect(seen.acted).toEqual([])
  const settled = log.find(({ type }) => type === 'tool.settled')
  expect(settled?.data).toMatchObject({ kind: 'failed', code: 'secret_missing' })
})

const ended: TaskEnd = { kind: 'exited', code: 0, head: 'out', tail: '', bytes: 3, durationMs: 1 }

/** Commands, and what they were given. */
function commandsOf(written?: string) {
  const specs: CommandSpec[] = []
  const commands: NonNullable<Host['commands']> = {
    probe: async () => 'run',
    read: async () => (written === undefined ? undefined : { text: written, next: 0, total: 0 }),
    run: async (_, spec) => {
      specs.push(spec)
      return ended
    },
  }
  return { specs, commands }
}

const shell = defineTool({
  name: 'shell',
  description: '',
  input: z.object({ command: z.string() }),
  effect: 'other',
  prepare: async ({ command }) => ({
    kind: 'ready',
    prepared: {
      effect: 'other',
      access: 'command',
      preview: command,
      task: {
        kind: 'command',
        argv: ['/bin/sh', '-c', command],
        cwd: '/',
        env: { PATH: '/bin' },
        timeoutMs: 1000,
        outputCap: 1000,
      },
    },
  }),
})

it('a command runs with the secret, which stands neither in the log nor in its arguments', async () => {
  const { specs, commands } = commandsOf()
  const { session, host, say } = await world({
    ...turns(reply('', [['shell', { command: `echo '${mark}'` }]]), reply('ok')),
    tools: [shell],
    host: { commands },
  })
  await say('go')
  await run(session, { host })
  const [spec] = specs
  expect(spec?.argv.join(' ')).not.toContain('quoted')
  expect(spec?.env).toEqual({ PATH: '/bin', HARNESS_SECRET_2: `echo '${secret}'` })
  const started = (await events(session)).find(({ type }) => type === 'task.started')
  expect(started?.data).toMatchObject({ spec: { argv: ['/bin/sh', '-c', `echo '${mark}'`] } })
})

it.each([
  [undefined, 0],
  ['some', 1],
])(
  'a command found in the log whose secret is not known, with the output %j: taken over %d times',
  async (written, times) => {
    const sessions = memorySessions()
    const { specs, commands } = commandsOf(written)
    const held = {
      ...commands,
      run: (_: unknown, __: unknown, { signal }: { signal: AbortSignal }) => untilAborted(signal),
    }
    const first = await world({
      sessions,
      ...turns(reply('', [['shell', { command: mark }]]), reply('ok')),
      tools: [shell],
      host: { commands: held },
    })
    await first.say('go')
    const stop = new AbortController()
    first.session.onAppend((all) => {
      if (all.some(({ type }) => type === 'task.started')) setTimeout(() => stop.abort('stop'))
    })
    await run(first.session, { host: first.host, signal: stop.signal }).catch(() => undefined)
    await first.session.store.close()
    const { runtime } = first.host
    const redactor = testRedactor(['another-secret'])
    const session = await openSession(await sessions.open('s1'), { runtime, redactor })
    await run(session, { host: { ...first.host, commands } })
    expect(specs).toHaveLength(times)
    const log = JSON.stringify(
      (await events(session)).filter(({ type }) => type === 'task.settled'),
    )
    expect(log.includes('Nothing was done')).toBe(times === 0)
  },
)

it('what a subagent is told has placeholders', async () => {
  const prompts: string[] = []
  const agent = defineTool({
    name: 'agent',
    description: '',
    input: z.object({ prompt: z.string() }),
    effect: 'other',
    prepare: async ({ prompt }) => {
      const task = { kind: 'subagent', role: 'general', prompt, limits: defaultLimits } as const
      return { kind: 'ready', prepared: { effect: 'other', access: 'none', task } }
    },
  })
  const { session, host, say } = await world({
    ...turns(reply('', [['agent', { prompt: `use ${mark}` }]]), reply('ok')),
    tools: [agent],
    host: {
      subagents: {
        read: async () => undefined,
        run: async (_, { prompt }) => {
          prompts.push(prompt)
          return { kind: 'failed', message: 'no' }
        },
      },
    },
  })
  await say('go')
  await run(session, { host })
  expect(prompts).toEqual([`use ${mark}`])
})

it('what a tool keeps as an artifact is kept without the secret', async () => {
  const tool = defineTool({
    name: 'keep',
    description: '',
    input: z.object({}),
    effect: 'other',
    run: async (_, __, { artifacts }) => {
      const hash = await artifacts.put(new TextEncoder().encode(`a ${secret} b`))
      const again = new TextDecoder().decode(await artifacts.get(hash))
      return {
        kind: 'done',
        content: textContent(`${again === `a ${secret} b`}`),
        artifacts: [hash],
      }
    },
  })
  const { session, host, say } = await world({
    ...turns(reply('', [['keep', {}]]), reply('ok')),
    tools: [tool],
  })
  await say('go')
  await run(session, { host })
  const settled = (await events(session)).find((event) => event.type === 'tool.settled')
  if (settled?.data.kind !== 'done') throw new Error('it failed')
  expect(contentText(settled.data.content)).toBe('true')
  const bytes = await session.store.artifacts.get(settled.data.artifacts?.[0] ?? '')
  expect(new TextDecoder().decode(bytes)).toBe(`a ${mark} b`)
})

it('a secret that is known by its looks alone is kept from answers, and acted with all the same', async () => {
  const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`
  const { seen, tool } = watched()
  const read = defineTool({
    name: 'read',
    description: '',
    input: z.object({}),
    effect: 'pure',
    run: async () => ({ kind: 'done', content: textContent(`token=${token}`) }),
  })
  const { session, host, say } = await world({
    answer: ({ messages }, turn) => {
      const [shown = ''] = /\[secret:[\da-f]{12}\]/u.exec(JSON.stringify(messages)) ?? []
      return (
        [reply('', [['read', {}]]), reply('', [['write', { text: shown }]])][turn] ?? reply('ok')
      )
    },
    tools: [read, tool],
  })
  await say('go')
  await run(session, { host })
  expect(seen.acted).toEqual([token])
  expect(JSON.stringify(await events(session))).not.toContain(token)
})

it('what a model writes in a call itself is not taken for a secret by its looks', async () => {
  const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`
  const { tool } = watched()
  const { session, host, say } = await world({
    ...turns(reply('', [['write', { text: token }]]), reply('ok')),
    tools: [tool],
  })
  await say('go')
  await run(session, { host })
  const said = (await events(session)).find(({ type }) => type === 'model.settled')
  expect(JSON.stringify(said)).toContain(token)
})
