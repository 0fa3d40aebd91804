import { z } from 'zod'
import { KernelError } from '../../../errors/kernel-error.ts'
import { readWhole } from '../disk/read-whole.ts'
import type { Home } from '../home.ts'
import { parseJson } from '../log/parse-json.ts'
import { Places } from '../log/places.ts'
import { origin, type Position } from '../log/position.ts'
import { sessionPaths, type SessionPaths } from '../session-paths.ts'

/** The part of one log file that belongs to a session. */
export interface Segment {
  session: string
  paths: SessionPaths
  /** The start of the file, and what its first event follows. */
  start: Position
  /** The seq of its last event that counts. */
  last: number
  /** What is known of the file besides. */
  places: Places
}

/** Where a session's events stand, the newest first: its own file, then its parent's, and so on. */
export type Lineage = readonly [Segment, ...Segment[]]

/** What a fork keeps of its parent. `sum` is the checksum of event `at`, which the fork's first line chains to. */
export const Parent = z.object({
  session: z.string(),
  at: z.int().positive(),
  sum: z.string().regex(/^[0-9a-f]{16}$/),
})
export type Parent = z.infer<typeof Parent>

/** Follows a session to its first ancestor. A deleted parent still counts. */
export async function lineageOf(home: Home, session: string): Promise<Lineage> {
  const own = await segmentOf(home, session, Infinity)
  const lineage: [Segment, ...Segment[]] = [own.segment]
  const seen = new Set([session])
  for (let { parent } = own; parent;) {
    if (seen.has(parent.session)) throw circular(session)
    seen.add(parent.session)
    const last = Math.min(parent.at, lineage.at(-1)?.last ?? Infinity)
    const next = await segmentOf(home, parent.session, last)
    lineage.push(next.segment)
    parent = next.parent
  }
  return lineage
}

async function segmentOf(
  home: Home,
  session: string,
  last: number,
): Promise<{ segment: Segment; parent: Parent | undefined }> {
  const paths = sessionPaths(home.root, session)
  const parent = await readParent(home, session)
  const start = parent ? { seq: parent.at, offset: 0, sum: parent.sum } : origin
  return { segment: { session, paths, start, last, places: new Places(start) }, parent }
}

/** What a session is a fork of; undefined when it is none. */
export async function readParent(home: Home, session: string): Promise<Parent | undefined> {
  const { parent: path } = sessionPaths(home.root, session)
  const bytes = await readWhole(home.disk, path)
  if (!bytes) return undefined
  const parent = Parent.safeParse(parseJson(bytes.toString()))
  if (parent.success) return parent.data
  throw new KernelError(
    'session_damaged',
    `Session ${session} is a fork, and the file that names its parent cannot be read: ${path}.`,
    { cause: parent.error },
  )
}

const circular = (session: string) =>
  new KernelError(
    'session_damaged',
    `Session ${session} is a fork of itself by way of its parents: mend the parent.json files.`,
  )
