import { posix } from 'node:path'
import type { Fault } from '../files/fault.ts'
import { decodeText, encodeText } from '../files/file-text.ts'
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
    const patch = parsePatch(text)
    if ('code' in patch) return { changes: [], summary: '', fault: patch }
    const changed = new Map<string, FileChange>()
    const done: string[] = []
    for (const section of patch.sections) {
      const fault = await follow(section, { patch, files, changed })
      if (fault) return { ...planOf(changed, done), fault: told(fault, section) }
      done.push(describe(section))
    }
    return planOf(changed, done)
  }

const planOf = (changed: ReadonlyMap<string, FileChange>, done: readonly string[]): Plan => ({
  changes: [...changed.values()],
  summary: done.length === 0 ? 'The patch is empty.' : `Applied: ${done.join(', ')}.`,
})

const told = ({ code, message }: Fault, section: Section): Fault => ({
  code,
  message: message.includes(section.path) ? message : `${section.path}: ${message}`,
})

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

interface Following {
  patch: Patch
  files: FileSource
  changed: Map<string, FileChange>
}

async function follow(section: Section, following: Following): Promise<Fault | undefined> {
  const { patch, changed } = following
  const { path } = section
  const set = (name: string, content: Content) =>
    void changed.set(posix.normalize(name), { path: name, ...content })
  const file = await contentOf(path, following)
  if ('code' in file) return file
  switch (section.kind) {
    case 'add':
      if (patch.matching === 'exact' && file.bytes !== null) return exists(path)
      set(path, { bytes: Buffer.from(section.text) })
      return undefined
    case 'delete':
      if (file.bytes === null) return missing(path)
      set(path, { bytes: null })
      return undefined
    case 'update': {
      if (file.bytes === null) return missing(path)
      const bytes = updated(file.bytes, section, patch)
      if ('code' in bytes) return bytes
      const { to = path } = section
      if (to !== path) set(path, { bytes: null })
      set(to, { bytes, ...(file.mode !== undefined && { mode: file.mode }) })
      return undefined
    }
  }
}

async function contentOf(path: string, { files, changed }: Following): Promise<Content | Fault> {
  const known = changed.get(posix.normalize(path))
  if (known) return known
  const file = await files.load(path)
  if (file === null) return { bytes: null }
  return 'code' in file ? file : { bytes: file.bytes, mode: file.mode }
}

function updated(
  bytes: Uint8Array,
  { hunks, path }: Extract<Section, { kind: 'update' }>,
  { matching }: Patch,
): Uint8Array | Fault {
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
  if (typeof text !== 'string') return text
  return encodeText({ ...file, text, bom: file.bom && !isMarked })
}

const missing = (path: string): Fault => ({
  code: 'not_found',
  message: `${path} does not exist.`,
})

const exists = (path: string): Fault => ({
  code: 'exists',
  message: `${path} exists already: a unified diff that creates it does not fit.`,
})
