import { randomUUID } from 'node:crypto'
import {
  configure,
  defaultLimits,
  openSession,
  run,
  textContent,
  type Compactor,
  type Event,
  type Host,
  type LiveSink,
  type Provider,
  type Session,
  type Sessions,
  type SessionStore,
  type Tool,
} from '../built/kernel.ts'
import { kernelReadTool } from './kernel-read-tool.ts'
import { runtime } from './runtime.ts'
import { prompt, systemPrompt } from './task.ts'

export interface KernelLoop {
  sessions: Sessions
  provider: Provider
  model: string
  turns: number
  /** Default: the tool of the task. */
  tools?: readonly Tool[]
  contextWindow?: number
  compactor?: Compactor
  live?: LiveSink
  id?: string
  onAppend?(events: readonly Event[]): void
}

/** A session that has been told its task, and what it runs with. */
export interface Prepared {
  session: Session
  /** Drives it to its end. */
  drive(): Promise<void>
}

export async function prepareLoop(loop: KernelLoop): Promise<Prepared> {
  const { provider, live, compactor, tools = [kernelReadTool] } = loop
  const session = await newSession(await loop.sessions.create(loop.id ?? randomUUID()), loop)
  if (loop.onAppend) session.onAppend(loop.onAppend)
  const host: Host = {
    runtime,
    tools,
    policy: { decide: () => ({ decision: 'allow', rule: 'bench' }) },
    provider: async () => provider,
    ...(live && { live }),
    ...(compactor && { compactor }),
  }
  const drive = async () => {
    const end = await run(session, { host })
    if (end.kind === 'finished' && end.reason !== 'failed') return
    throw new Error(`the run ended as ${JSON.stringify(end)}`)
  }
  return { session, drive }
}

async function newSession(store: SessionStore, loop: KernelLoop): Promise<Session> {
  const session = await openSession(store, { runtime })
  const { model, contextWindow, turns, provider, tools = [kernelReadTool] } = loop
  await session.append([
    { type: 'session.created', data: { session: store.id, workspace: '/project' } },
  ])
  await configure(session, {
    model: { provider: provider.name, id: model, ...(contextWindow && { contextWindow }) },
    ...(contextWindow && { compactAt: 0.8 }),
    system: systemPrompt,
    tools,
    permissions: { mode: 'trust', rules: [], person: false },
    limits: { ...defaultLimits, maxTurns: turns },
  })
  await session.append([
    {
      type: 'input.received',
      data: { from: 'person', mode: 'steer', content: textContent(prompt) },
    },
  ])
  return session
}
