import type { Event } from '../events/event.ts'
import type { Hash } from '../events/hash.ts'

/** The hash of each file as the model last saw it; null where it saw that there is none. */
export type Files = Readonly<Record<string, Hash | null>>

export const noFiles: Files = {}

export function evolveFiles(files: Files, event: Event): Files {
  if (event.type !== 'tool.settled') return files
  if (event.data.kind !== 'done' && event.data.kind !== 'failed') return files
  const seen = event.data.files ?? []
  if (seen.length === 0) return files
  return { ...files, ...Object.fromEntries(seen.map(({ path, hash }) => [path, hash])) }
}
