// How every tool that changes files works: what it will do is computed when it is prepared, the hashes are recorded, and
// it is done only to the files it was computed for: all of them or none, as far as a file system can.
import { z } from 'zod'
import {
  type ActContext,
  type Artifacts,
  done,
  failed,
  type FileState,
  Hash,
  type Preparation,
  type Prepared,
  type ToolContext,
  type ToolResult,
} from '@harness/kernel'
import { applyFiles } from './apply-files.ts'
import { faultOf, type Fault } from './fault.ts'
import { beforeOf, keepBefore, type Kept } from './keep-before.ts'
import { loadFile, type LoadedFile } from './load-file.ts'
import { planFiles, type PlannedFile } from './plan-files.ts'
import type { Plan, Planner } from './plan.ts'
import { previewFiles } from './preview-files.ts'
import type { Place } from './resolve-path.ts'
import { commitStaged, discardStaged, removeFile } from './staged-write.ts'

const FileFacts = z.object({
  path: z.string(),
  before: Hash.nullable(),
  after: Hash.nullable(),
  /** What was there, besides. */
  mode: z.int().nullable().default(null),
  folder: z.string().nullable().default(null),
})
type FileFacts = z.infer<typeof FileFacts>
const Facts = z.array(FileFacts)

export interface ChangeOptions {
  /** Whether a file must have been read before it is changed. Default true; a patch brings its own proof. */
  mustBeSeen?: boolean
}

export async function prepareChanges(
  planner: Planner,
  context: ToolContext,
  { mustBeSeen = true }: ChangeOptions = {},
): Promise<Preparation> {
  const { workspace, seen } = context
  const planned = await planFiles(planner, {
    workspace,
    seen,
    ...(mustBeSeen && { check: (...file) => refuseUnseen(file, context) }),
  })
  if ('code' in planned) return { kind: 'invalid', ...planned }
  const { files, plan } = planned
  const [first] = files
  if (!first) return { kind: 'invalid', ...(plan.fault ?? noChange(plan)) }
  const targets = files.map(({ place }) => place.target)
  const prepared: Prepared = {
    effect: 'idempotent',
    access: 'edit',
    target: first.place.target,
    ...(targets.length > 1 && { targets }),
    outside: files.some(({ place }) => place.outside),
    facts: files.map(factsOf),
    locks: files.map(({ place }) => place.path),
    preview: await previewFiles(files, plan.fault),
  }
  return { kind: 'ready', prepared }
}

const noChange = ({ changes }: Plan): Fault => {
  const names = [...new Set(changes.map(({ path }) => path))].join(', ')
  return { code: 'no_change', message: `This would change nothing in ${names || 'any file'}.` }
}

const factsOf = ({ place, before, hash, folder }: PlannedFile): FileFacts => ({
  path: place.path,
  before: before?.hash ?? null,
  after: hash,
  mode: before?.mode ?? null,
  folder: folder ?? null,
})

/** Changes the files the change was prepared for, or what the model itself has made of them since. */
export async function runChanges(
  planner: Planner,
  prepared: Prepared,
  context: ActContext,
): Promise<ToolResult> {
  const facts = Facts.parse(prepared.facts)
  const planned = await planFiles(planner, context)
  if ('code' in planned) return failed(planned.code, planned.message)
  const { files, plan } = planned
  const stale = staleOf(files, facts, context)
  if (stale !== undefined) return staleResult(stale)
  const missing = facts.find(({ path }) => !files.some(({ place }) => place.path === path))
  if (missing) return missingResult(missing, plan, context)
  if (context.signal.aborted) return failed('cancelled', 'Cancelled; nothing was written.')
  for (const file of files) {
    // Staged by a process that died, it has its folder already.
    const known = facts.find(({ path }) => path === file.place.path)
    if (file.before === null) file.folder ??= known?.folder ?? undefined
  }
  // Kept while the new bytes are written, and durable before the first file is another.
  const keeping = keepBefore(files, context.artifacts)
  const ready = keeping.then((kept) => ('code' in kept ? kept : undefined))
  const { done: changed, fault } = await applyFiles(files, { key: context.key, ready })
  const kept = await keeping
  const states = { files: changed.map((file) => stateOf(file, kept)) }
  if (fault) {
    const which = changed.map(({ name }) => name).join(', ')
    const rest = which === '' ? 'Nothing was changed.' : `Only this was changed: ${which}.`
    return failed(fault.code, `${fault.message} ${rest}`, states)
  }
  if (!plan.fault) return done(plan.summary, states)
  return failed(plan.fault.code, `${plan.summary}\nThe rest was not: ${plan.fault.message}`, states)
}

/** The first file that is not as it was when the change was prepared. */
function staleOf(
  files: readonly PlannedFile[],
  facts: readonly FileFacts[],
  context: ToolContext,
): string | undefined {
  const stale = files.find(({ place, before }) => {
    const known = facts.find(({ path }) => path === place.path)
    const hash = before?.hash ?? null
    if (!known) return true
    return hash !== known.before && (hash === null || hash !== context.seen(place.path))
  })
  return stale?.name
}

/** A file that was to be changed and that the plan has nothing for any more. */
async function missingResult(
  { path, before }: FileFacts,
  { fault }: Plan,
  context: ToolContext,
): Promise<ToolResult> {
  const file = await loadFile(path, path)
  if (file && 'code' in file) return failed(file.code, file.message)
  const hash = file?.hash ?? null
  const isKnown = hash === before || (hash !== null && hash === context.seen(path))
  // The model's own change before this one left no place for it.
  if (isKnown && fault) return failed(fault.code, `${fault.message} Nothing was written.`)
  return staleResult(path)
}

const staleResult = (name: string) =>
  failed(
    'stale',
    `${name} was changed by something else; nothing was written. Read it again, then repeat the change.`,
  )

/**
 * What became of a change begun by a process that died. Everything was staged before the first file was changed, so one
 * that was begun can be completed; undefined when it was not begun.
 */
export async function recoverChanges(
  prepared: Prepared,
  { key, artifacts }: Pick<ActContext, 'key' | 'artifacts'>,
): Promise<ToolResult | undefined> {
  const facts = Facts.parse(prepared.facts)
  const result = await settle(facts, { key, artifacts })
  for (const { path } of facts) await discardStaged(path, key)
  return result
}

async function settle(
  facts: readonly FileFacts[],
  { key, artifacts }: Pick<ActContext, 'key' | 'artifacts'>,
): Promise<ToolResult | undefined> {
  const left: FileFacts[] = []
  for (const one of facts) {
    const file = await loadFile(one.path, one.path)
    if (file && 'code' in file) return failed(file.code, file.message)
    const hash = file?.hash ?? null
    if (hash === one.after) continue
    if (hash !== one.before) return neither(one.path)
    left.push(one)
  }
  if (left.length === facts.length) return undefined
  for (const one of left) {
    if (!(await complete(one, key))) return halfDone(one.path)
  }
  const names = facts.map(({ path }) => path).join(', ')
  const files = await Promise.all(facts.map((one) => recovered(one, artifacts)))
  return done(`Changed ${names} (before an interruption).`, { files })
}

/** What was there was durable before the change began: it is there by its content's own name, unless secrets were in it. */
async function recovered(facts: FileFacts, artifacts: Artifacts): Promise<FileState> {
  const { path, before: hash, after, mode, folder } = facts
  const isKept = hash !== null && (await artifacts.get(hash)) !== undefined
  const before = {
    hash,
    ...(isKept && { artifact: hash }),
    ...(mode !== null && { mode }),
    ...(folder !== null && { folder }),
  }
  return { path, hash: after, change: changeOf(hash, after), before }
}

async function complete({ path, after }: FileFacts, key: string): Promise<boolean> {
  try {
    if (after !== null) return await commitStaged({ path, key, hash: after })
    await removeFile(path)
    return true
  } catch (error) {
    faultOf(error, path)
    return false
  }
}

const neither = (path: string) =>
  failed('stale', `${path} is neither as it was nor as it was to be; look at it before you go on.`)

const halfDone = (path: string) =>
  failed(
    'half_done',
    `An interruption left this change half done, and ${path} could not be changed any more. Read the files before you go on.`,
  )

function stateOf(file: PlannedFile, kept: Kept | Fault): FileState {
  const { place, before, hash } = file
  const known = 'code' in kept ? undefined : kept.get(place.path)
  const change = changeOf(before?.hash ?? null, hash)
  return { path: place.path, hash, change, before: known ?? beforeOf(file) }
}

const changeOf = (before: Hash | null, after: Hash | null) =>
  after === null ? 'deleted' : before === null ? 'created' : 'modified'

function refuseUnseen(
  [file, place, name]: [LoadedFile, Place, string],
  context: ToolContext,
): Fault | undefined {
  const seen = context.seen(place.path)
  if (seen === file.hash) return undefined
  const why = seen ? 'has changed since you read it' : 'exists and you have not read it'
  return { code: seen ? 'stale' : 'not_read', message: `${name} ${why}. Read it first.` }
}
