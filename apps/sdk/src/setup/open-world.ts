// Everything a run needs, put together: the one place where packages meet.
import {
  configure,
  type Host,
  type ModelSpec,
  type Provider,
  type Runtime,
  type Session,
} from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import type { Options } from '../options.ts'
import { beginSession } from '../session/begin-session.ts'
import { openStore } from '../session/open-store.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { takeSession } from '../session/take-session.ts'
import { targetOf } from '../session/target.ts'
import { chooseModel, type ChosenModel } from './choose-model.ts'
import type { UsableModel } from './find-model.ts'
import { limitsOf } from './limits-of.ts'
import { loadPermissions } from './load-permissions.ts'
import { withScript } from './load-script.ts'
import { loadTools } from './load-tools.ts'
import { redactorOf } from './redactor-of.ts'
import { outputOf } from './output-of.ts'
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
    const { tools, commands } = await loadTools(options, { env, held, tasks: store.tasks })
    requireTools(permissions.rules, tools)
    const system = await systemOf(session, options)
    const output = outputOf(session, options)
    const fallbacks = model.fallbacks.map(({ spec }) => spec)
    await configure(session, {
      model: model.spec,
      fallbacks,
      ...(output !== undefined && { output }),
      system,
      tools,
      permissions,
      limits,
    })
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

/** A bound on cost needs the price of every model that may be asked. */
function requirePrices(options: Options, { spec, fallbacks }: ChosenModel): void {
  for (const each of [spec, ...fallbacks.map((fallback) => fallback.spec)])
    requirePrice(options, each)
}

/** One wire for each model of the chain: loaded at its first call and kept. */
function providerOf({ spec, provider, fallbacks }: ChosenModel): Host['provider'] {
  const own: UsableModel = { spec, provider }
  const chain = [own, ...fallbacks]
  const loaded = new Map<UsableModel, Promise<Provider>>()
  return (wanted) => {
    const model = chain.find((each) => isSame(each.spec, wanted)) ?? own
    const known = loaded.get(model) ?? model.provider()
    loaded.set(model, known)
    return known
  }
}

const isSame = (one: ModelSpec, other: ModelSpec) =>
  one.provider === other.provider && one.id === other.id && one.baseUrl === other.baseUrl
