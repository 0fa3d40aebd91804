// How every tool that writes one file works: the change is computed when it is prepared, its hashes are recorded, and
// it is done only to the bytes it was computed for. A file the model does not know as it is, is not changed.
import { z } from 'zod'
import {
  Hash,
  type ActContext,
  type FileState,
  type Preparation,
  type Prepared,
  type ToolContext,
  type ToolResult,
} from '@harness/kernel'
import { done, failed } from '../output/answer.ts'
import type { Fault } from './fault.ts'
import { faultOf } from './fault.ts'
import { decodeText } from './file-text.ts'
import { hashOf } from './hash-of.ts'
import { loadFile, type LoadedFile } from './load-file.ts'
import { previewDiff } from './preview-diff.ts'
import { resolvePath } from './resolve-path.ts'
import { writeAtomic } from './write-atomic.ts'

/** One change of one file. */
export interface Change {
  /** As the model wrote it. */
  path: string
  /** The new bytes, from the file as it is (null: there is none), or why there can be none. */
  apply(file: LoadedFile | null): { bytes: Uint8Array; summary: string } | Fault
}

const Facts = z.object({ path: z.string(), before: Hash.nullable(), after: Hash })

export async function prepareChange(change: Change, context: ToolContext): Promise<Preparation> {
  const place = await resolvePath(context.workspace, change.path)
  if ('code' in place) return { kind: 'invalid', ...place }
  const file = await loadFile(place.path, change.path)
  if (file && 'code' in file) return { kind: 'invalid', ...file }
  const before = file?.hash ?? null
  const unknown = refuseUnseen(change.path, before, context.seen(place.path))
  if (unknown) return { kind: 'invalid', ...unknown }
  const changed = change.apply(file)
  if ('code' in changed) return { kind: 'invalid', ...changed }
  const facts = { path: place.path, before, after: hashOf(changed.bytes) }
  const preview = await previewDiff(place.target, textOf(file?.bytes), textOf(changed.bytes))
  const prepared: Prepared = {
    effect: 'idempotent',
    access: 'edit',
    target: place.target,
    outside: place.outside,
    facts,
    locks: [place.path],
    preview,
  }
  return { kind: 'ready', prepared }
}

/** Changes the bytes the change was prepared for, or those that the model itself has made of them since. */
export async function runChange(
  change: Change,
  prepared: Prepared,
  context: ActContext,
): Promise<ToolResult> {
  const facts = Facts.parse(prepared.facts)
  const place = await resolvePath(context.workspace, change.path)
  if ('code' in place) return failed(place.code, place.message)
  if (place.path !== facts.path) return stale(change.path, 'leads somewhere else now')
  const file = await loadFile(facts.path, change.path)
  if (file && 'code' in file) return failed(file.code, file.message)
  const hash = file?.hash ?? null
  if (hash !== facts.before && (hash === null || hash !== context.seen(facts.path))) {
    return stale(change.path, 'was changed by something else')
  }
  const changed = change.apply(file)
  if ('code' in changed) return failed(changed.code, changed.message)
  if (context.signal.aborted) return failed('cancelled', 'Cancelled; nothing was written.')
  try {
    const { bytes } = changed
    await writeAtomic(facts.path, { bytes, mode: file?.mode, key: context.key })
  } catch (error) {
    const { code, message } = faultOf(error, change.path)
    return failed(code, message)
  }
  return done(changed.summary, { files: [stateOf(facts.path, hash, hashOf(changed.bytes))] })
}

/** Whether a change begun by a process that died was done: its bytes are there, or the old ones, or neither. */
export async function recoverChange(
  { path: name }: { path: string },
  prepared: Prepared,
): Promise<ToolResult | undefined> {
  const { path, before, after } = Facts.parse(prepared.facts)
  const file = await loadFile(path, name)
  if (file && 'code' in file) return failed(file.code, file.message)
  const hash = file?.hash ?? null
  if (hash === after) {
    return done(`Changed ${name} (before an interruption).`, {
      files: [stateOf(path, before, after)],
    })
  }
  return hash === before ? undefined : stale(name, 'is neither as it was nor as it was to be')
}

const textOf = (bytes: Uint8Array | undefined): string =>
  bytes ? (decodeText(bytes)?.text ?? '') : ''

const stateOf = (path: string, before: Hash | null, after: Hash): FileState => ({
  path,
  hash: after,
  change: before === null ? 'created' : 'modified',
})

const stale = (path: string, what: string) =>
  failed('stale', `${path} ${what}; nothing was written. Read it again, then repeat the change.`)

function refuseUnseen(
  path: string,
  hash: Hash | null,
  seen: Hash | null | undefined,
): Fault | undefined {
  if (hash === null || seen === hash) return undefined
  const why = seen ? 'has changed since you read it' : 'exists and you have not read it'
  return { code: seen ? 'stale' : 'not_read', message: `${path} ${why}. Read it first.` }
}
