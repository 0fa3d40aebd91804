// Everything a run needs, put together: the one place where packages meet.
import { join } from 'node:path'
import {
  configure,
  type Host,
  type Runtime,
  type Session,
  type Subagents,
  type TaskRunner,
} from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import type { Options } from '../options.ts'
import { beginSession } from '../session/begin-session.ts'
import { openStore } from '../session/open-store.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { takeSession } from '../session/take-session.ts'
import { targetOf } from '../session/target.ts'
import type { Attendance } from '../subagents/attendance.ts'
import { artifactsOf, childrenOf, type Kin } from '../subagents/children-of.ts'
import { gatherAgents } from '../subagents/gather-agents.ts'
import { chooseModel, type ChosenModel, type Choosing } from './choose-model.ts'
import { limitsOf } from './limits-of.ts'
import { loadPermissions } from './load-permissions.ts'
import { withScript } from './load-script.ts'
import { loadTools } from './load-tools.ts'
import { redactorOf } from './redactor-of.ts'
import { outputOf } from './output-of.ts'
import { requirePrice } from './require-price.ts'
import { requireTools } from './require-tools.ts'
import { scratchIn, type Scratch } from './scratch.ts'
import { systemOf } from './system-of.ts'
import { talkingTo } from './talking-to.ts'

/** A held session, set up, and the host that drives it. */
export interface World {
  session: Session
  host: Host
  runtime: Runtime
  /** Its subagents, looked after by somebody. */
  subagents(attendance: Attendance): Subagents
  /** Lets go of the session. */
  close(): Promise<void>
}

/** Rejects with what is wrong, before anything is written where that can be told; a session that was taken is let go of. */
export async function openWorld(given: Options): Promise<World> {
  const options = await withScript(given)
  const env = { ...process.env, ...options.env }
  const target = targetOf(options)
  const limits = limitsOf(options)
  const workspace = await openWorkspace(options.cwd)
  const { policy, permissions } = await loadPermissions(options)
  const isNamed = target.kind === 'new' || (options.model ?? options.provider) !== undefined
  const named = isNamed ? await chooseModel({ options, env }) : undefined
  if (named) requirePrices(options, named)
  const store = await openStore(options)
  const held = await takeSession(store, { target, workspace })
  try {
    const redactor = redactorOf(env, options.apiKeyEnv)
    const session = await beginSession(held, { target, options, workspace, redactor })
    const { model: recorded, fallbacks: recordedFallbacks } =
      session.state.identity.configuration ?? {}
    const model = named ?? (await chooseModel({ options, env, recorded, recordedFallbacks }))
    requirePrices(options, model)
    const scratch = scratchIn(store.tasks)
    const folder = session.state.identity.workspace ?? workspace
    const agents = await gatherAgents(options, { workspace: folder, home: store.home })
    const toolset = await loadTools(options, { env, agents, home: store.tasks })
    const tools = toolset({ id: session.id, hasSubagents: true })
    requireTools(permissions.rules, tools)
    const system = await systemOf(session, options)
    const output = outputOf(session, options)
    const talking = talkingTo(model)
    const { provider, ...models } = talking
    const setup = { ...models, system, tools, permissions, limits }
    await configure(session, { ...setup, ...(output !== undefined && { output }) })
    const live = new Map([[session.id, session]])
    const commands = await commandsOf(scratch, live)
    const host: Host = { runtime: systemRuntime, tools, policy, commands, provider }
    const kin: Kin = {
      sessions: store.sessions,
      live,
      root: session.id,
      agents,
      toolset,
      permissions,
      talking,
      talkTo: (name) => talkToAnother(name, options, env),
      host,
      redactor,
      appendSystemPrompt: options.appendSystemPrompt,
      worktrees: () => join(scratch.folder(), 'worktrees'),
    }
    const close = async () => {
      await held.close()
      if (!session.state.open.some(({ type }) => type === 'task.started')) await scratch.clear()
    }
    return {
      session,
      host,
      runtime: systemRuntime,
      subagents: (attendance) => childrenOf(kin, attendance),
      close,
    }
  } catch (error) {
    await held.close()
    throw error
  }
}

/** A model of a subagent's own: chosen as the run's would be. */
async function talkToAnother(name: string, options: Options, env: Choosing['env']) {
  // Keys, addresses and tunings were said of the run's own model.
  const { presets, signal } = options
  const model = await chooseModel({
    options: { model: name, ...(presets && { presets }), ...(signal && { signal }) },
    env,
  })
  requirePrices(options, model)
  return talkingTo(model)
}

/** A bound on cost needs the price of every model that may be asked. */
function requirePrices(options: Options, { spec, fallbacks }: ChosenModel): void {
  for (const each of [spec, ...fallbacks.map((fallback) => fallback.spec)])
    requirePrice(options, each)
}

/** Runs commands so that what they write stands with their session. */
async function commandsOf(scratch: Scratch, live: Kin['live']): Promise<TaskRunner> {
  const { commandRunner } = await import('@harness/kernel/node')
  return commandRunner({
    folder: (id) => scratch.session(id),
    artifacts: (id) => artifactsOf(live, id),
  })
}
