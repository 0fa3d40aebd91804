import { join } from 'node:path'
import { KernelError } from '../../errors/kernel-error.ts'
import type { SessionStore } from '../../ports/sessions.ts'
import { makeLog, requireNew } from './create-session.ts'
import { writeFile } from './disk/write-file.ts'
import type { Home } from './home.ts'
import { lineageOf, type Parent, type Segment } from './lineage/lineage.ts'
import { locateEvent } from './log/locate-event.ts'
import { locateHead } from './log/locate-head.ts'
import type { Position } from './log/position.ts'
import { sweepHidden } from './remove-session.ts'
import { requireSession } from './require-session.ts'
import { requireSessionId } from './session-id.ts'
import { sessionPaths } from './session-paths.ts'
import { sessionStore } from './session-store.ts'
import { whileHeld } from './while-held.ts'

/**
 * Makes a session that continues another from event `at`, and takes it. The parent learns of the child before the child
 * exists, so that a deletion of the parent at the same moment sees the one or refuses the other.
 */
export async function forkSession(
  home: Home,
  child: string,
  from: ForkPoint,
): Promise<SessionStore> {
  requireSessionId(child)
  await requireSession(home, from.session)
  await requireNew(home, child)
  return whileHeld(home, child, async (release) => {
    await requireNew(home, child) // somebody may have been faster to the lock
    const parent = await durableParent(home, from)
    await register(home, parent, child)
    await writeJson(home, sessionPaths(home.root, child).parent, parent)
    await makeLog(home, child)
    return sessionStore(home, child, release)
  })
}

export interface ForkPoint {
  session: string
  /** `'head'`: after the newest event. */
  at: number | 'head'
}

/** What the child keeps of its parent, once the events it refers to are durable. */
async function durableParent(home: Home, { session, at }: ForkPoint): Promise<Parent> {
  const lineage = await lineageOf(home, session)
  const segment = at === 'head' ? lineage[0] : lineage.find(({ start }) => start.seq < at)
  const place = segment && (await durablePlace(home, segment, at))
  if (place && place.seq > 0) return { session, at: place.seq, sum: place.sum }
  const where = at === 'head' ? 'its head' : `event ${at}`
  throw new KernelError(
    'invariant',
    `Session ${session} cannot be forked at ${where}: it has no such event.`,
  )
}

async function durablePlace(
  { disk }: Home,
  { session, paths, start, places }: Segment,
  at: number | 'head',
): Promise<Position | undefined> {
  const file = await disk.open(paths.log, 'append')
  try {
    const source = { session, file, size: await file.size() }
    const place =
      at === 'head' ? await locateHead(source, start) : await locateEvent(source, at, places)
    if (place) await file.sync()
    return place
  } finally {
    await file.close()
  }
}

async function register(home: Home, { session, at }: Parent, child: string): Promise<void> {
  const mark = join(sessionPaths(home.root, session).forks, child)
  await writeJson(home, mark, { at })
  try {
    await requireSession(home, session)
  } catch (error) {
    await home.disk.remove(mark)
    await sweepHidden(home, session)
    throw error
  }
}

const writeJson = ({ disk }: Home, path: string, value: unknown) =>
  writeFile(disk, path, { bytes: Buffer.from(`${JSON.stringify(value)}\n`), durable: true })
