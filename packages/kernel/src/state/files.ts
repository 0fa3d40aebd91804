import type { Event, EventOf } from '../events/event.ts'
import type { Hash } from '../events/hash.ts'

/** The hash of each file as the model last saw it; null where it saw that there is none. */
export type Files = Readonly<Record<string, Hash | null>>

export const noFiles: Files = {}

export function evolveFiles(files: Files, event: Event): Files {
  if (event.type === 'rewind.settled') return withoutOthers(files, event)
  if (event.type !== 'tool.settled') return files
  if (event.data.kind !== 'done' && event.data.kind !== 'failed') return files
  const seen = (event.data.files ?? []).filter(({ path, hash }) => !isKnown(files, path, hash))
  // A copy for each file that is read again would make a long session slow.
  if (seen.length === 0) return files
  return { ...files, ...Object.fromEntries(seen.map(({ path, hash }) => [path, hash])) }
}

const isKnown = (files: Files, path: string, hash: Hash | null): boolean =>
  Object.hasOwn(files, path) && files[path] === hash
/** What was put back is another file than the model knows: it reads it again. */
function withoutOthers(files: Files, { data }: EventOf<'rewind.settled'>): Files {
  if (!('files' in data)) return files
  const others = new Set(data.files.flatMap(({ path, hash }) => (files[path] === hash ? [] : path)))
  return Object.fromEntries(Object.entries(files).filter(([path]) => !others.has(path)))
}
