// A session in which much happens at once: parallel calls, a server that fails, a denial, an ask, a subagent, a model that
// is tried again, and a summary in the end.
import {
  defineTool,
  memorySessions,
  run,
  subagentsOver,
  textContent,
  type Event,
  type ModelEnd,
  type Session,
  type Sessions,
  type Tool,
} from '@harness/kernel'
import { echoTool, reply, scriptedProvider, testWorld } from '@harness/kernel/testing'
import { z } from 'zod'
import { attachSubagents, traceOf, type Trace } from '../index.ts'

const prepared = { effect: 'pure', access: 'none' } as const

const served = defineTool({
  name: 'mcp__files__read',
  description: 'Reads a file of a server.',
  input: z.object({ path: z.string() }),
  effect: 'pure',
  prepare: async ({ path }) => ({
    kind: 'ready',
    prepared: { ...prepared, server: 'files', target: `files/${path}` },
  }),
  run: async ({ path }) =>
    path === 'gone'
      ? { kind: 'failed', code: 'tool_error', content: textContent('there is no gone') }
      : {
          kind: 'done',
          content: textContent(`what ${path} says`),
          usage: { inputTokens: 7, outputTokens: 3 },
        },
})

const agent = defineTool({
  name: 'agent',
  description: 'Sends somebody out.',
  input: z.object({ prompt: z.string() }),
  effect: 'other',
  prepare: async ({ prompt }) => ({
    kind: 'ready',
    prepared: {
      effect: 'other',
      access: 'none',
      task: {
        kind: 'subagent',
        role: 'scout',
        prompt,
        limits: { maxTurns: 5, maxAttempts: 2, retryBaseMs: 1, retryCapMs: 1 },
      },
    },
  }),
  conclude: async (end) => ({
    kind: 'done',
    content: end.kind === 'reported' ? end.content : textContent(end.kind),
  }),
})

const write: Tool = { ...echoTool, name: 'write' }
const remove: Tool = { ...echoTool, name: 'delete' }

const failure: ModelEnd = {
  type: 'failure',
  failure: { code: 'retryable', message: 'the server is busy', status: 503 },
}

const secret = 'sk-planted-0123456789'

/** Has the secret in what is said, asked, answered and found. */
export const eventfulSecret = secret

const answers: ModelEnd[] = [
  failure,
  reply(`I look. ${secret}`, [
    ['echo', { text: `one ${secret}` }],
    ['mcp__files__read', { path: 'a' }],
    ['mcp__files__read', { path: 'gone' }],
    ['write', { text: 'asked' }],
    ['delete', { text: 'denied' }],
    ['echo', { wrong: true }],
    ['agent', { prompt: 'look around' }],
  ]),
  reply(`All of it is there. ${secret}`),
]

export interface EventfulRun {
  trace: Trace
  events: Event[]
  texts: Map<string, string>
}

export async function eventfulRun(): Promise<EventfulRun> {
  const sessions = memorySessions()
  const world = await testWorld({
    sessions,
    answer: (_, turn) => answers[turn] ?? reply('more'),
    tools: [echoTool, write, remove, served, agent],
    policy: {
      decide: ({ tool }) =>
        tool === 'delete'
          ? { decision: 'deny', rule: 'no', reason: 'not that' }
          : { decision: tool === 'write' ? 'ask' : 'allow', rule: 'test' },
    },
    setup: {
      model: {
        provider: 'claude',
        id: 'scripted-1',
        baseUrl: 'http://127.0.0.1:4711/v1',
        temperature: 0,
        maxOutputTokens: 1000,
        price: { input: 1, output: 2 },
      },
    },
  })
  const provider = scriptedProvider((_, turn) =>
    turn === 0 ? reply('', [['echo', { text: 'x' }]]) : reply('Nobody is here.'),
  )
  const subagents = subagentsOver({
    sessions,
    child: ({ limits }) => ({
      setup: {
        model: { provider: 'scripted', id: 'child' },
        system: 'You look.',
        tools: [echoTool],
        permissions: { mode: 'ask', rules: [], person: false },
        limits,
      },
      host: { ...world.host, tools: [echoTool], provider: async () => provider },
    }),
  })
  const { session } = world
  answerAsks(session)
  await world.say(`go ${secret}`)
  await run(session, { host: { ...world.host, subagents } })
  await world.say('and now?')
  await run(session, { host: { ...world.host, subagents } })
  return readRun(sessions, session.id)
}

function answerAsks(session: Session): void {
  session.onAppend((events) => {
    for (const event of events) {
      if (event.type !== 'ask.opened') continue
      const data = { kind: 'answered', decision: 'allow', by: 'person' } as const
      void session.settle([{ type: 'ask.settled', cause: event.seq, data }])
    }
  })
}

/** The trace of a session in memory, with its subagents, and what its configurations name. */
export async function readRun(sessions: Sessions, id: string): Promise<EventfulRun> {
  const events = await eventsOf(sessions, id)
  const trace = traceOf(events)
  const texts = new Map<string, string>()
  const note = async (session: string, some: readonly Event[]) => {
    const { artifacts } = await sessions.reader(session)
    for (const event of some) {
      if (event.type !== 'session.configured') continue
      for (const hash of [event.data.system, event.data.toolset]) {
        texts.set(hash, new TextDecoder().decode(await artifacts.get(hash)))
      }
    }
  }
  await note(id, events)
  await attachSubagents(trace, async (child) => {
    const own = await eventsOf(sessions, child)
    await note(child, own)
    return traceOf(own)
  })
  return { trace, events, texts }
}

async function eventsOf(sessions: Sessions, id: string): Promise<Event[]> {
  const events: Event[] = []
  for await (const event of (await sessions.reader(id)).read(1)) events.push(event)
  return events
}
