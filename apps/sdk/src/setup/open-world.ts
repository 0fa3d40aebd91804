// From the options to a held session, and everything that it runs with.
import type { Sessions } from '@harness/kernel'
import { ownTools } from '../custom-tools/own-tools.ts'
import type { Options } from '../options.ts'
import { guardedFolderRules } from '../permissions/guarded-folder-rules.ts'
import { sandboxOf } from '../sandbox/sandbox-of.ts'
import { beginSession } from '../session/begin-session.ts'
import { folderOf } from '../session/folder-of.ts'
import { homeOf } from '../session/home-of.ts'
import { openStore } from '../session/open-store.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { planRestore } from '../session/plan-restore.ts'
import { takeSession } from '../session/take-session.ts'
import { targetOf, withWholeId, type Target } from '../session/target.ts'
import { asAgent } from '../subagents/as-agent.ts'
import { gatherAgents } from '../subagents/gather-agents.ts'
import { chooseModel } from './choose-model.ts'
import { expandPrompt } from './expand-prompt.ts'
import { furnish } from './furnish.ts'
import { requireOptions } from './known-options.ts'
import { limitsOf } from './limits-of.ts'
import { loadPermissions } from './load-permissions.ts'
import { withScript } from './load-script.ts'
import { placeOf, type Place } from './place-of.ts'
import { prepareRun, type Preparation } from './prepare-run.ts'
import { requirePrices } from './require-price.ts'
import { switchable, talkingTo } from './talking-to.ts'
import type { World } from './world.ts'

/** What is said to a run. */
export interface Words {
  prompt?: string | undefined
  /** Somebody else's: servers are not asked for what they mention. Default: a person's own. */
  areForeign?: boolean | undefined
  /** Where sessions are that are kept in memory, for whoever comes back to one. */
  memory?: Sessions | undefined
  /** What stands around the workspace, where somebody knows. */
  around?: Surroundings | undefined
}

/** Bounds of a workspace that was put somewhere. */
export interface Surroundings {
  /** The outermost folder that counts: no configuration, no instructions and no skills are looked for above it. */
  root: string
  /** Folders that no command in the sandbox sees, beside the harness's own. The workspace may lie in one. */
  hidden: readonly string[]
  /** What is secret in the person's home, as it was found. */
  homeSecrets: readonly string[]
}

/** Rejects with what is wrong, before anything is written where that can be told; a session that was taken is let go of. */
export async function openWorld(given: Options, words: Words = {}): Promise<World> {
  await requireOptions(given)
  const scripted = await withScript(given)
  const named = targetOf(scripted)
  const workspace = await openWorkspace(scripted.cwd)
  const store = await openStore(scripted, words.memory)
  const target = await withWholeId(store, named)
  const isNamed = target.kind === 'new' || (given.model ?? scripted.provider) !== undefined
  const folder = await folderOf(store, target, workspace)
  const home = homeOf(scripted)
  const task = await expandPrompt(words.prompt, { options: scripted, folder, home })
  const isFirst = target.kind === 'new'
  const asked = isFirst && task.model !== undefined ? { model: task.model } : {}
  const { root, homeSecrets } = words.around ?? {}
  const preparing = { folder, root, homeSecrets, isFirst, home: store.tasks }
  const configured = await prepareRun({ ...asked, ...scripted }, preparing)
  const agents = await gatherAgents(configured.options, { workspace: folder, home: store.home })
  const wanted = asAgent(configured.options, { agents, isFirst })
  // One that cannot be used is told before anything is written.
  const tools = await ownTools(wanted)
  const prepared = { ...configured, options: { ...wanted, tools: [...tools] } }
  const { options, choosing } = prepared
  const limits = limitsOf(options)
  const sandbox = await sandboxOf(options, prepared.settings.config.sandbox)
  const rules = rulesOf(folder, prepared)
  const permitted = await loadPermissions(options, { rules, sandbox: sandbox?.isCertain === true })
  const chosen = isNamed ? await chooseModel({ ...choosing, options }) : undefined
  if (chosen) requirePrices(options, chosen)
  const { restore } = scripted
  const isTold = task.text !== undefined
  const restoring = await planRestore(store, {
    target,
    restore,
    isTold,
    redactor: prepared.redactor,
  })
  const held = await takeSession(store, { target, workspace })
  let place: Place | undefined
  try {
    const { redactor } = prepared
    const session = await beginSession(held, { target, options, workspace, redactor, restoring })
    const { model: recorded, fallbacks: recordedFallbacks } =
      session.state.identity.configuration ?? {}
    const model =
      chosen ?? (await chooseModel({ ...choosing, options, recorded, recordedFallbacks }))
    requirePrices(options, model)
    const talking = switchable(talkingTo(model))
    const hidden = words.around?.hidden
    place = await placeOf(session, { prepared, store, talking, hidden })
    return await furnish(session, {
      prepared,
      place,
      agents,
      permitted,
      rules,
      sandbox,
      limits,
      talking,
      store,
      held,
      task: task.text,
      areForeign: words.areForeign === true,
      root,
      source: sources[target.kind],
    })
  } catch (error) {
    await place?.servers?.close()
    await held.close()
    await place?.scratch.clear()
    throw error
  }
}

const sources = {
  new: 'startup',
  resume: 'resume',
  newest: 'resume',
  fork: 'fork',
} as const satisfies Record<Target['kind'], World['source']>

const rulesOf = (folder: string, { settings, servers }: Preparation) => [
  ...guardedFolderRules(folder),
  ...settings.rules,
  ...(servers?.rules ?? []),
]
