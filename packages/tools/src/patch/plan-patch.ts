import { posix } from 'node:path'
import type { Fault } from '../files/fault.ts'
import { decodeText, encodeText } from '../files/file-text.ts'
import type { LoadedFile } from '../files/load-file.ts'
import { nearMiss } from '../files/near-miss.ts'
import type { FileChange, FileSource, Plan, Planner } from '../files/plan.ts'
import { applyHunks } from './apply-hunks.ts'
import { parsePatch } from './parse-patch.ts'
import type { Patch, Section } from './section.ts'

/** A file as the sections so far leave it. */
type Content = Pick<FileChange, 'bytes' | 'mode'>

/** A patch as a plan. Its sections are done in order; when one cannot be, those before it stand, as Codex has it. */
export const planPatch =
  (text: string): Planner =>
  async (files): Promise<Plan> => {
    if (!text.isWellFormed()) return { changes: [], summary: '', fault: halfCharacter }
    const patch = parsePatch(text)
    if ('code' in patch) return { changes: [], summary: '', fault: patch }
    const { sections } = patch
    const state = new PatchedFiles(files)
    for (const [at, section] of sections.entries()) {
      const fault = await follow(section, patch, state)
      const done = sections.slice(0, at)
      if (fault) return { ...planOf(state, done), fault: told(fault, sections.slice(at)) }
    }
    return planOf(state, sections)
  }

const planOf = (state: PatchedFiles, done: readonly Section[]): Plan => ({
  changes: state.changes,
  summary: done.length === 0 ? 'The patch is empty.' : `Applied: ${listed(done)}.`,
})

/** Why the first of these sections cannot be done, and that none of them is. */
function told({ code, message }: Fault, [section, ...later]: readonly Section[]): Fault {
  const path = section?.path ?? ''
  const why = message.includes(path) ? message : `${path}: ${message}`
  const rest = later.length > 0 ? `\nNot tried: ${listed(later)}.` : ''
  return { code, message: `${why}${rest}` }
}

const mostListed = 100

function listed(sections: readonly Section[]): string {
  const more = sections.length - mostListed
  const names = sections.slice(0, mostListed).map(describe).join(', ')
  return more > 0 ? `${names} and ${more} more` : names
}

function describe(section: Section): string {
  switch (section.kind) {
    case 'add':
      return `A ${section.path}`
    case 'delete':
      return `D ${section.path}`
    case 'update':
      return section.to === undefined ? `M ${section.path}` : `R ${section.path} to ${section.to}`
  }
}

/** The files of a patch. One that is named in two ways is one. */
class PatchedFiles {
  readonly #files: FileSource
  readonly #changes = new Map<LoadedFile | string, FileChange>()

  constructor(files: FileSource) {
    this.#files = files
  }

  get changes(): FileChange[] {
    return [...this.#changes.values()]
  }

  /** What stands at a path by now. */
  async look(path: string): Promise<(Content & { key: LoadedFile | string }) | Fault> {
    const file = await this.#files.load(path)
    if (file && 'code' in file) return file
    const key = file ?? posix.normalize(path)
    return { ...(this.#changes.get(key) ?? file ?? { bytes: null }), key }
  }

  set(key: LoadedFile | string, change: FileChange): void {
    this.#changes.set(key, change)
  }
}

async function follow(
  section: Section,
  patch: Patch,
  state: PatchedFiles,
): Promise<Fault | undefined> {
  const { path } = section
  const isExact = patch.matching === 'exact'
  const file = await state.look(path)
  if ('code' in file) return file
  if (section.kind === 'add') {
    if (isExact && file.bytes !== null) return exists(path)
    const { text, mode } = section
    state.set(file.key, { path, bytes: Buffer.from(text), ...(mode !== undefined && { mode }) })
    return undefined
  }
  if (file.bytes === null) return missing(path)
  const isSeen = typeof file.key === 'object' && file.key.isSeen === true
  const bytes = updated({ bytes: file.bytes, isSeen }, section, patch)
  if ('code' in bytes) return bytes
  if (section.kind === 'delete') {
    if (section.hunks && bytes.length > 0) return notWhole(path)
    state.set(file.key, { path, bytes: null })
    return undefined
  }
  const { to = path } = section
  const goal = await state.look(to)
  if ('code' in goal) return goal
  if (goal.key !== file.key) {
    if (isExact && goal.bytes !== null) return exists(to)
    state.set(file.key, { path, bytes: null })
  }
  state.set(goal.key, { path: to, bytes, ...(file.mode !== undefined && { mode: file.mode }) })
  return undefined
}

function updated(
  { bytes, isSeen }: { bytes: Uint8Array; isSeen: boolean },
  { hunks = [], path }: Extract<Section, { kind: 'update' | 'delete' }>,
  { matching }: Patch,
): Uint8Array | Fault {
  if (hunks.length === 0) return bytes
  const file = decodeText(bytes)
  if (!file) return { code: 'binary', message: `${path} is not text; change it with a command.` }
  const added = hunks.flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'add'))
  if (
    file.encoding === 'bytes' &&
    added.some(({ text }) => Buffer.byteLength(text) !== text.length)
  ) {
    const why = 'its encoding is not known, so only ASCII can be put into it'
    return { code: 'unknown_encoding', message: `${path}: ${why}.` }
  }
  // A byte order mark is part of the first line for whoever wrote the patch from the bytes.
  const isMarked = file.bom && matching === 'lenient'
  const text = applyHunks(isMarked ? `\uFEFF${file.text}` : file.text, hunks, matching)
  if (typeof text !== 'string') {
    const { code, message, wanted } = text
    const closest = isSeen ? nearMiss(file.text, wanted) : 'Read the file first.'
    return { code, message: `${message} ${closest}` }
  }
  return encodeText({ ...file, text, bom: file.bom && !isMarked })
}

const missing = (path: string): Fault => ({
  code: 'not_found',
  message: `${path} does not exist.`,
})

const exists = (path: string): Fault => ({
  code: 'exists',
  message: `${path} exists already: what a unified diff creates or renames replaces nothing.`,
})

const notWhole = (path: string): Fault => ({
  code: 'no_match',
  message: `${path} holds more than the diff deletes. Read it again.`,
})

const halfCharacter: Fault = {
  code: 'invalid_text',
  message: 'The patch has half a character (a lone surrogate). Write whole ones.',
}
