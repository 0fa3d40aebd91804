// One life of one process: take the session, make it what it must be, drive it, let it go.
import {
  configure,
  KernelError,
  openSession,
  run,
  subagentsOver,
  textContent,
  type HookEvent,
  type Host,
  type Limits,
  type Policy,
  type RunEnd,
  type RunOptions,
  type SessionStore,
  type Setup,
  type Tool,
} from '../../index.ts'
import { simCompactor } from './sim-compactor.ts'
import { simCommands } from './sim-commands.ts'
import { simHookEvents, simHooks } from './sim-hooks.ts'
import { simModel } from './sim-model.ts'
import type { SimProcess } from './sim-process.ts'
import { simSessions } from './sim-sessions.ts'
import { simTools } from './sim-tools.ts'
import type { SimWorld } from './sim-world.ts'

const policy: Policy = {
  decide: ({ tool }, { person }) => ({
    decision: tool === 'careful' ? (person ? 'ask' : 'deny') : 'allow',
    rule: 'sim',
  }),
}

/** Every fifth world has little time for a run, every third few tokens. */
const limitsOf = ({ seed }: SimWorld): Limits => ({
  maxTurns: 6,
  maxAttempts: 3,
  retryBaseMs: 1,
  retryCapMs: 10,
  ...(seed % 5 === 0 ? { maxMs: 60 } : {}),
  ...(seed % 3 === 0 ? { maxTokens: 60 } : {}),
})

interface SimSetup {
  limits: Limits
  tools: readonly Tool[]
  person: boolean
  hooks: readonly HookEvent[]
}

/** Every other world has hooks. */
const hooksOf = ({ seed }: SimWorld): readonly HookEvent[] => (seed % 2 === 0 ? simHookEvents : [])

/** Every session has a second model to go on with. */
const setupOf = ({ limits, tools, person, hooks }: SimSetup): Setup => ({
  fallbacks: [{ provider: 'sim', id: 'second' }],
  model: { provider: 'sim', id: 'sim' },
  system: 'simulated',
  tools,
  permissions: { mode: 'ask', rules: [], person },
  limits,
  hooks,
})

export interface DriveOptions extends Pick<RunOptions, 'signal' | 'waitFor'> {
  process: SimProcess
  /** Said first, and acknowledged when it is durable. */
  input?: string
}

/** Answers what became of it; `held` and `broken` are lives that ended early, as they should. */
export async function drive(
  world: SimWorld,
  id: string,
  options: DriveOptions,
): Promise<RunEnd['kind'] | 'held' | 'broken'> {
  const { process, input } = options
  const sessions = simSessions(world, process)
  let store: SessionStore | undefined
  try {
    store = world.logs.has(id) ? await sessions.open(id) : await sessions.create(id)
    const session = await openSession(store, { runtime: process.runtime })
    const host = hostOf(world, process)
    if (session.state.seq === 0) {
      await session.append([{ type: 'session.created', data: { session: id } }])
    }
    const { tools } = host
    const limits = limitsOf(world)
    await configure(session, setupOf({ limits, tools, person: true, hooks: hooksOf(world) }))
    if (input !== undefined) {
      const content = textContent(input)
      await session.append([
        { type: 'input.received', data: { from: 'person', mode: 'steer', content } },
      ])
      await session.sync()
      world.acknowledge(id)
    }
    const end = await run(session, { ...options, host })
    if (end.kind !== 'stopped') world.acknowledge(id)
    await store.close()
    return end.kind
  } catch (error) {
    // A process whose store is broken ends.
    process.kill()
    const code = error instanceof KernelError ? error.code : undefined
    if (code === 'store_failed') return 'broken'
    if (code === 'session_held' || code === 'session_exists') return 'held'
    throw error
  }
}

function hostOf(world: SimWorld, process: SimProcess): Host {
  const provider = simModel(world, process)
  const tools = simTools(world, process)
  const base: Host = {
    runtime: process.runtime,
    tools,
    policy,
    provider: async () => provider,
    commands: simCommands(world, process),
    compactor: simCompactor(world, process),
    hooks: simHooks(world, process),
  }
  const childTools = tools.filter((tool) => tool.name !== 'agent')
  const subagents = subagentsOver({
    sessions: simSessions(world, process),
    child: (spec) => ({
      setup: setupOf({
        limits: spec.limits,
        tools: childTools,
        person: false,
        hooks: hooksOf(world),
      }),
      host: { ...base, tools: childTools },
    }),
  })
  return { ...base, subagents }
}
