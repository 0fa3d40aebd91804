import { z } from 'zod'
import {
  configure,
  defaultLimits,
  defineTool,
  memorySessions,
  openSession,
  textContent,
  type Host,
  type Limits,
  type ModelEnd,
  type ModelRequest,
  type Policy,
  type Provider,
  type Redactor,
  type Runtime,
  type Session,
  type Sessions,
  type Setup,
  type Tool,
} from '../index.ts'
import { scriptedProvider } from './scripted-provider.ts'

export interface TestWorldOptions {
  answer?: (request: ModelRequest, turn: number) => ModelEnd | Promise<ModelEnd>
  provider?: Provider
  tools?: readonly Tool[]
  policy?: Policy
  limits?: Partial<Limits>
  contextWindow?: number
  /** In place of what the session would be configured as. */
  setup?: Partial<Setup>
  redactor?: Redactor
  sessions?: Sessions
  runtime?: Runtime
  host?: Partial<Host>
}

/** A configured session in memory, and a host to run it with. */
export interface TestWorld {
  session: Session
  host: Host
  sessions: Sessions
  say(text: string, mode?: 'steer' | 'follow-up'): Promise<void>
}

const allowAll: Policy = { decide: () => ({ decision: 'allow', rule: 'test' }) }

const realRuntime: Runtime = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random: () => 0.5,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const timer = setTimeout(resolve, ms)
      const abort = () => {
        clearTimeout(timer)
        reject(signal.reason)
      }
      signal.addEventListener('abort', abort, { once: true })
    }),
}

/** Answers with its input. */
export const echoTool = defineTool({
  name: 'echo',
  description: 'Says what it is told.',
  input: z.object({ text: z.string() }),
  effect: 'pure',
  run: async ({ text }) => ({ kind: 'done', content: textContent(text) }),
})

export async function testWorld(options: TestWorldOptions = {}): Promise<TestWorld> {
  const sessions = options.sessions ?? memorySessions()
  const runtime = options.runtime ?? realRuntime
  const tools = options.tools ?? [echoTool]
  const provider = options.provider ?? scriptedProvider(options.answer ?? notScripted)
  const host: Host = {
    runtime,
    tools,
    policy: options.policy ?? allowAll,
    provider: async () => provider,
    ...options.host,
  }
  const session = await openSession(await sessions.create('s1'), {
    runtime,
    ...(options.redactor && { redactor: options.redactor }),
  })
  await session.append([{ type: 'session.created', data: { session: 's1', workspace: '/work' } }])
  const { contextWindow } = options
  await configure(session, {
    model: { provider: 'scripted', id: 'test', ...(contextWindow ? { contextWindow } : {}) },
    system: 'You are a test.',
    tools,
    permissions: { mode: 'ask', rules: [], person: true },
    limits: { ...defaultLimits, retryBaseMs: 1, ...options.limits },
    ...(contextWindow ? { compactAt: 0.8 } : {}),
    ...options.setup,
  })
  const say = async (text: string, mode: 'steer' | 'follow-up' = 'steer') => {
    await session.append([
      { type: 'input.received', data: { from: 'person', mode, content: textContent(text) } },
    ])
  }
  return { session, host, sessions, say }
}

const notScripted = (): ModelEnd => ({
  type: 'failure',
  failure: { code: 'fatal', message: 'the test scripted no answer' },
})
