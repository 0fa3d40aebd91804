// Everything a session runs with, put together: the one place where packages meet.
import { join } from 'node:path'
import {
  configure,
  textContent,
  type Content,
  type Limits,
  type PermissionRule,
  type Session,
  type SessionStore,
} from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import { keeperOf } from '../always/keeper.ts'
import type { Options } from '../options.ts'
import { sandboxOf, type RunSandbox } from '../sandbox/sandbox-of.ts'
import type { Store } from '../session/open-store.ts'
import { childrenOf, type Kin } from '../subagents/children-of.ts'
import type { Agents } from '../subagents/gather-agents.ts'
import { chooseModel } from './choose-model.ts'
import { commandsOf } from './commands-of.ts'
import { compactingOf } from './compacting.ts'
import { expandPrompt } from './expand-prompt.ts'
import { gatherTexts } from './gather-texts.ts'
import { initialPack } from './initial-pack.ts'
import { loadHooks } from './load-hooks.ts'
import { loadPermissions, requireMode, type LoadedPermissions } from './load-permissions.ts'
import { loadTools } from './load-tools.ts'
import { outputOf } from './output-of.ts'
import type { Place } from './place-of.ts'
import type { Preparation } from './prepare-run.ts'
import { requirePrices } from './require-price.ts'
import { requireTools, requireToolsOfAgents } from './require-tools.ts'
import { systemOf } from './system-of.ts'
import { modelsOf, talkingTo, type Switchable } from './talking-to.ts'
import type { Terms, World } from './world.ts'

export interface Furnishing {
  prepared: Preparation
  place: Place
  agents: Agents
  permitted: LoadedPermissions
  /** Those of configurations. */
  rules: readonly PermissionRule[]
  sandbox: RunSandbox | undefined
  limits: Limits
  talking: Switchable
  store: Store
  held: SessionStore
  task: string | undefined
  areForeign: boolean
  /** The outermost folder that counts. Default: the root of the repository. */
  root: string | undefined
  source: World['source']
}

/** Sets a taken session up, and makes the host that drives it. */
export async function furnish(session: Session, furnishing: Furnishing): Promise<World> {
  const { prepared, place, agents, permitted, limits, talking, store, held, task } = furnishing
  const { options, settings, env, redactor } = prepared
  const { policy } = permitted
  const { config } = settings
  const { folder, home, hidden, scratch, live, servers } = place
  let { sandbox } = furnishing
  let { permissions } = permitted
  const texts = await gatherTexts({ options, settings, folder, root: furnishing.root, home })
  const { skills } = texts
  const toolset = await loadTools(options, {
    env,
    agents,
    skills,
    config,
    sandbox: () => sandbox?.settings,
    servers,
    home: store.tasks,
  })
  const toolsNow = () => toolset({ id: session.id, hasSubagents: true })
  await servers?.started
  const first = toolsNow()
  let { tools } = first
  await requireTools(permitted, first.names, options.onNotice)
  requireToolsOfAgents(options.agents, first.names)
  const system = await systemOf(session, {
    options,
    texts: texts.text,
    pack: () => initialPack(task, { folder, options, mayRead: readableBy(permitted) }),
  })
  const output = outputOf(session, options)
  const compacting = await compactingOf(config)
  const hooking = await loadHooks(options, { configured: settings.hooks, env, home: store.home })
  const { events: hooks = [] } = hooking.hooks ?? {}
  const says = { ...compacting.setup, system, limits, hooks }
  const setup = { ...says, ...(output !== undefined && { output }) }
  await configure(session, { ...setup, ...modelsOf(talking), tools, permissions })
  /** What was allowed for good meanwhile stays allowed. */
  const reconfigure = async () => {
    tools = toolsNow().tools
    const { identity, granted } = session.state
    const now = identity.configuration?.permissions ?? permissions
    const rules = [...now.rules, ...granted.configuration]
    const changed = { tools, permissions: { ...permissions, rules } }
    await configure(session, { ...setup, ...modelsOf(talking), ...changed })
  }
  servers?.follow(reconfigure)
  const { onNotice } = options
  const walls = { settings: { ...config.sandbox, ...options.sandbox }, sandbox: () => sandbox }
  const commands = await commandsOf(live, { ...walls, scratch, hidden, redactor, onNotice })
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
      provider: talking.provider,
      ...host,
      ...more,
      get tools() {
        return tools
      },
    }),
    policy,
    runtime: systemRuntime,
    source: furnishing.source,
    task: await contentOf(task, session, furnishing),
    async expand(prompt) {
      const { text = prompt } = await expandPrompt(prompt, { options, folder, home })
      return (await contentOf(text, session, furnishing)) ?? textContent(text)
    },
    async change(terms) {
      const changed = await changesOf(terms, furnishing)
      if (changed.talking) talking.switchTo(changed.talking)
      if (changed.manner) ({ sandbox, permissions } = changed.manner)
      await reconfigure()
    },
    keeper: keeperOf({ ...keepingOf(options), home, folder }),
    subagents: (attendance) => childrenOf(kin, attendance),
    async close() {
      await servers?.close()
      await held.close()
      if (!session.state.open.some(({ type }) => type === 'task.started')) await scratch.clear()
    },
  }
}

/** Looks at everything before anything is changed. */
async function changesOf(
  { model, permissionMode }: Terms,
  { prepared, rules }: Pick<Furnishing, 'prepared' | 'rules'>,
) {
  const talking = model === undefined ? undefined : await talkToAnother(model, prepared)
  if (permissionMode === undefined) return { talking }
  const options = { ...prepared.options, permissionMode }
  // A mode that is none is told before a sandbox is looked for.
  await requireMode(permissionMode)
  const sandbox = await sandboxOf(options, prepared.settings.config.sandbox)
  const isCertain = sandbox?.isCertain === true
  const { permissions } = await loadPermissions(options, { rules, sandbox: isCertain })
  return { talking, manner: { sandbox, permissions } }
}

/** What is to be done, with what servers have of it. */
async function contentOf(
  task: string | undefined,
  session: Session,
  {
    place: { servers },
    prepared,
    areForeign,
  }: Pick<Furnishing, 'place' | 'prepared' | 'areForeign'>,
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
    artifacts: session.artifacts,
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

/** Another model than the run's: chosen as that one would be. */
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
