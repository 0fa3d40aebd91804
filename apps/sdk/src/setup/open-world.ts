// Everything a run needs, put together: the one place where packages meet.
import { join } from 'node:path'
import {
  configure,
  textContent,
  type Content,
  type Host,
  type Limits,
  type Policy,
  type Runtime,
  type Session,
  type SessionStore,
  type Subagents,
} from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import type { Options } from '../options.ts'
import { keeperOf, type Keeper } from '../always/keeper.ts'
import { guardedFolderRules } from '../permissions/guarded-folder-rules.ts'
import { sandboxOf, type RunSandbox } from '../sandbox/sandbox-of.ts'
import { beginSession } from '../session/begin-session.ts'
import { folderOf } from '../session/folder-of.ts'
import { homeOf } from '../session/home-of.ts'
import { openStore, type Store } from '../session/open-store.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { takeSession } from '../session/take-session.ts'
import { targetOf, withWholeId } from '../session/target.ts'
import type { Attendance } from '../subagents/attendance.ts'
import { childrenOf, type Kin } from '../subagents/children-of.ts'
import { gatherAgents } from '../subagents/gather-agents.ts'
import { chooseModel, type ChosenModel } from './choose-model.ts'
import { commandsOf } from './commands-of.ts'
import { compactingOf } from './compacting.ts'
import { expandPrompt } from './expand-prompt.ts'
import { gatherTexts } from './gather-texts.ts'
import { initialPack } from './initial-pack.ts'
import { limitsOf } from './limits-of.ts'
import { loadHooks } from './load-hooks.ts'
import { loadPermissions, type LoadedPermissions } from './load-permissions.ts'
import { withScript } from './load-script.ts'
import { loadTools } from './load-tools.ts'
import { outputOf } from './output-of.ts'
import { placeOf, type Place } from './place-of.ts'
import { prepareRun, type Preparation } from './prepare-run.ts'
import { requirePrice } from './require-price.ts'
import { requireTools } from './require-tools.ts'
import { systemOf } from './system-of.ts'
import { talkingTo, type Talking } from './talking-to.ts'

/** A held session, set up, and the host that drives it. */
export interface World {
  session: Session
  /** Everything that its effects are performed with; `tools` are those of the moment. */
  host(more: Pick<Host, 'live' | 'subagents'>): Host
  policy: Policy
  runtime: Runtime
  /** Where its session comes from. */
  source: 'startup' | 'resume' | 'fork'
  /** What is to be done, in full. */
  task: Content | undefined
  /** Keeps what answers allow for good. */
  keeper: Keeper
  /** Its subagents, looked after by somebody. */
  subagents(attendance: Attendance): Subagents
  /** Lets go of the session. */
  close(): Promise<void>
}

/** What is said to a run. */
export interface Words {
  prompt?: string | undefined
  /** Somebody else's: servers are not asked for what they mention. Default: a person's own. */
  areForeign?: boolean | undefined
}

/** Rejects with what is wrong, before anything is written where that can be told; a session that was taken is let go of. */
export async function openWorld(given: Options, words: Words = {}): Promise<World> {
  const scripted = await withScript(given)
  const named = targetOf(scripted)
  const workspace = await openWorkspace(scripted.cwd)
  const store = await openStore(scripted)
  const target = await withWholeId(store, named)
  const isNamed = target.kind === 'new' || (given.model ?? scripted.provider) !== undefined
  const folder = await folderOf(store, target, workspace)
  const home = homeOf(scripted)
  const task = await expandPrompt(words.prompt, { options: scripted, folder, home })
  const isFirst = target.kind === 'new'
  const asked = isFirst && task.model !== undefined ? { model: task.model } : {}
  const prepared = await prepareRun({ ...asked, ...scripted }, { folder, isFirst })
  const { options, choosing } = prepared
  const limits = limitsOf(options)
  const { config } = prepared.settings
  const sandbox = await sandboxOf(options, config.sandbox)
  const rules = [
    ...guardedFolderRules(folder),
    ...prepared.settings.rules,
    ...(prepared.servers?.rules ?? []),
  ]
  const permitted = await loadPermissions(options, { rules, sandbox: sandbox?.isCertain === true })
  const chosen = isNamed ? await chooseModel({ ...choosing, options }) : undefined
  if (chosen) requirePrices(options, chosen)
  const held = await takeSession(store, { target, workspace })
  let place: Place | undefined
  try {
    const { redactor } = prepared
    const session = await beginSession(held, { target, options, workspace, redactor })
    const { model: recorded, fallbacks: recordedFallbacks } =
      session.state.identity.configuration ?? {}
    const model =
      chosen ?? (await chooseModel({ ...choosing, options, recorded, recordedFallbacks }))
    requirePrices(options, model)
    const talking = talkingTo(model)
    place = await placeOf(session, { prepared, store, talking })
    return await furnish(session, {
      prepared,
      place,
      permitted,
      sandbox,
      limits,
      talking,
      store,
      held,
      task: task.text,
      areForeign: words.areForeign === true,
      source: sources[target.kind],
    })
  } catch (error) {
    await place?.servers?.close()
    await held.close()
    await place?.scratch.clear()
    throw error
  }
}

interface Furnishing {
  prepared: Preparation
  place: Place
  permitted: LoadedPermissions
  sandbox: RunSandbox | undefined
  limits: Limits
  talking: Talking
  store: Store
  held: SessionStore
  task: string | undefined
  areForeign: boolean
  source: World['source']
}

const sources = { new: 'startup', resume: 'resume', newest: 'resume', fork: 'fork' } as const

/** Sets a taken session up, and makes the host that drives it. */
async function furnish(session: Session, furnishing: Furnishing): Promise<World> {
  const { prepared, place, permitted, sandbox, limits, talking, store, held, task, source } =
    furnishing
  const { options, settings, env, redactor } = prepared
  const { policy, permissions } = permitted
  const { config } = settings
  const { folder, home, hidden, scratch, live, servers } = place
  const agents = await gatherAgents(options, { workspace: folder, home: store.home })
  const texts = await gatherTexts({ options, settings, folder, home })
  const { skills } = texts
  const toolset = await loadTools(options, {
    env,
    agents,
    skills,
    config,
    sandbox: sandbox?.settings,
    servers,
    home: store.tasks,
  })
  const toolsNow = () => toolset({ id: session.id, hasSubagents: true })
  await servers?.started
  const first = toolsNow()
  let { tools } = first
  await requireTools(permitted, first.names, options.onNotice)
  const system = await systemOf(session, {
    options,
    texts: texts.text,
    pack: () => initialPack(task, { folder, options, mayRead: readableBy(permitted) }),
  })
  const output = outputOf(session, options)
  const { provider, ...models } = talking
  const compacting = await compactingOf(config)
  const hooking = await loadHooks(options, { configured: settings.hooks, env, home: store.home })
  const { events: hooks = [] } = hooking.hooks ?? {}
  const says = { ...models, ...compacting.setup, system, permissions, limits, hooks }
  const setup = { ...says, ...(output !== undefined && { output }) }
  await configure(session, { ...setup, tools })
  servers?.follow(async () => {
    tools = toolsNow().tools
    const { identity, granted } = session.state
    const now = identity.configuration?.permissions ?? permissions
    const rules = [...now.rules, ...granted.configuration]
    await configure(session, { ...setup, tools, permissions: { ...permissions, rules } })
  })
  const { onNotice } = options
  const commands = await commandsOf(live, { scratch, sandbox, hidden, onNotice })
  const host = { policy, commands, ...compacting.host, ...hooking }
  const kin: Kin = {
    sessions: store.sessions,
    live,
    root: session.id,
    agents,
    toolset,
    permissions,
    talking,
    talkTo: (name) => talkToAnother(name, prepared),
    host,
    redactor,
    appendSystemPrompt: options.appendSystemPrompt,
    texts: texts.text,
    compactAt: compacting.setup.compactAt,
    worktrees: () => join(scratch.folder(), 'worktrees'),
  }
  return {
    session,
    host: (more) => ({
      runtime: systemRuntime,
      provider,
      ...host,
      ...more,
      get tools() {
        return tools
      },
    }),
    policy,
    runtime: systemRuntime,
    source,
    task: await contentOf(task, session, furnishing),
    keeper: keeperOf({ ...keepingOf(options), home, folder }),
    subagents: (attendance) => childrenOf(kin, attendance),
    async close() {
      await servers?.close()
      await held.close()
      if (!session.state.open.some(({ type }) => type === 'task.started')) await scratch.clear()
    },
  }
}

/** What is to be done, with what servers have of it. */
async function contentOf(
  task: string | undefined,
  session: Session,
  { place: { servers }, prepared, areForeign }: Furnishing,
): Promise<Content | undefined> {
  if (task === undefined) return undefined
  if (areForeign) return textContent(task)
  const { options, redactor } = prepared
  if (!servers) {
    if (/^\s*\/mcp_/u.test(task)) options.onNotice?.(noServers)
    return textContent(task)
  }
  const { expandForServers } = await import('../mcp/expand-for-servers.ts')
  return expandForServers(task, {
    servers,
    artifacts: session.store.artifacts,
    signal: options.signal ?? new AbortController().signal,
    onNotice: (text) => options.onNotice?.(redactor.redact(text)),
  })
}

const noServers = 'There is no MCP server: the prompt goes to the model as it is.'

/** Which files of configuration count for the run: rules are kept in no other. */
const keepingOf = ({ settingSources, inheritUserConfig }: Options) => ({
  ...(settingSources && { settingSources }),
  ...(inheritUserConfig !== undefined && { inheritUserConfig }),
})

/** Whether a file of the workspace is read without asking. */
const readableBy =
  ({ policy, permissions }: LoadedPermissions) =>
  async (target: string): Promise<boolean> => {
    const prepared = { effect: 'pure' as const, access: 'read' as const, target }
    const question = { tool: 'read_file', prepared }
    const { decision } = await Promise.resolve(policy.decide(question, permissions))
    return decision === 'allow'
  }

/** A model of a subagent's own: chosen as the run's would be. */
async function talkToAnother(name: string, { options, choosing }: Preparation) {
  // Keys, addresses and tunings were said of the run's own model.
  const { presets, signal } = options
  const model = await chooseModel({
    ...choosing,
    options: { model: name, ...(presets && { presets }), ...(signal && { signal }) },
  })
  requirePrices(options, model)
  return talkingTo(model)
}

/** A bound on cost needs the price of every model that may be asked. */
function requirePrices(options: Options, { spec, fallbacks }: ChosenModel): void {
  for (const each of [spec, ...fallbacks.map((fallback) => fallback.spec)])
    requirePrice(options, each)
}
