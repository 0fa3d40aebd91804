// Everything a run needs, put together: the one place where packages meet.
import { configure, type Host, type Provider, type Runtime, type Session } from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import type { Options } from '../options.ts'
import { beginSession } from '../session/begin-session.ts'
import { openStore } from '../session/open-store.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { takeSession } from '../session/take-session.ts'
import { targetOf } from '../session/target.ts'
import { chooseModel, type ChosenModel } from './choose-model.ts'
import { limitsOf } from './limits-of.ts'
import { loadPermissions } from './load-permissions.ts'
import { loadTools } from './load-tools.ts'
import { redactorOf } from './redactor-of.ts'
import { requirePrice } from './require-price.ts'
import { requireTools } from './require-tools.ts'
import { systemOf } from './system-of.ts'

/** A held session, set up, and the host that drives it. */
export interface World {
  session: Session
  host: Host
  runtime: Runtime
  /** Lets go of the session. */
  close(): Promise<void>
}

/** Rejects with what is wrong, before anything is written where that can be told; a session that was taken is let go of. */
export async function openWorld(options: Options): Promise<World> {
  const env = { ...process.env, ...options.env }
  const target = targetOf(options)
  const limits = limitsOf(options)
  const workspace = await openWorkspace(options.cwd)
  const { policy, permissions } = await loadPermissions(options)
  const isNamed = target.kind === 'new' || (options.model ?? options.provider) !== undefined
  const named = isNamed ? await chooseModel({ options, env }) : undefined
  if (named) requirePrice(options, named.spec)
  const store = await openStore(options)
  const held = await takeSession(store, { target, workspace })
  try {
    const redactor = redactorOf(env, options.apiKeyEnv)
    const session = await beginSession(held, { target, options, workspace, redactor })
    const recorded = session.state.identity.configuration?.model
    const model = named ?? (await chooseModel({ options, env, recorded }))
    requirePrice(options, model.spec)
    const { tools, commands } = await loadTools(options, { env, held, tasks: store.tasks })
    requireTools(permissions.rules, tools)
    const system = await systemOf(session, options)
    await configure(session, { model: model.spec, system, tools, permissions, limits })
    const provider = providerOf(model)
    const host: Host = {
      runtime: systemRuntime,
      tools,
      policy,
      commands: commands.runner,
      provider,
    }
    const close = async () => {
      await held.close()
      if (!session.state.open.some(({ type }) => type === 'task.started')) await commands.clear()
    }
    return { session, host, runtime: systemRuntime, close }
  } catch (error) {
    await held.close()
    throw error
  }
}

/** One session, one wire: loaded at the first call and kept. */
function providerOf(model: ChosenModel): Host['provider'] {
  let loaded: Promise<Provider> | undefined
  return () => (loaded ??= model.provider())
}
