import type { Event, EventOf } from '../events/event.ts'
import type { Hash } from '../events/hash.ts'

/** Hashes by path; null where there is no such file. */
export type FileHashes = Readonly<Record<string, Hash | null>>

/**
 * The hash of each file as the model last saw it. `newest` counts where both have a path: it is small, so that one file
 * more is no copy of all the others.
 */
export interface Files {
  readonly older: FileHashes
  readonly newest: FileHashes
}

export const noFiles: Files = { older: {}, newest: {} }

/** How the model last saw a file; undefined where it never did. */
export function hashSeen({ older, newest }: Files, path: string): Hash | null | undefined {
  if (Object.hasOwn(newest, path)) return newest[path]
  return Object.hasOwn(older, path) ? older[path] : undefined
}

/** All of them, those that were seen first at the beginning. */
export const filesSeen = ({ older, newest }: Files): FileHashes => ({ ...older, ...newest })

export function evolveFiles(files: Files, event: Event): Files {
  if (event.type === 'rewind.settled') return withoutOthers(files, event)
  if (event.type !== 'tool.settled') return files
  if (event.data.kind !== 'done' && event.data.kind !== 'failed') return files
  const seen = (event.data.files ?? []).filter(({ path, hash }) => hashSeen(files, path) !== hash)
  if (seen.length === 0) return files
  const newest = {
    ...files.newest,
    ...Object.fromEntries(seen.map(({ path, hash }) => [path, hash])),
  }
  if (Object.keys(newest).length <= mostNewest) return { older: files.older, newest }
  return { older: { ...files.older, ...newest }, newest: {} }
}

const mostNewest = 128

/** What was put back is another file than the model knows: it reads it again. */
function withoutOthers(files: Files, { data }: EventOf<'rewind.settled'>): Files {
  if (!('files' in data)) return files
  const others = new Set(
    data.files.flatMap(({ path, hash }) => (hashSeen(files, path) === hash ? [] : path)),
  )
  const known = Object.entries(filesSeen(files)).filter(([path]) => !others.has(path))
  return { older: Object.fromEntries(known), newest: {} }
}
