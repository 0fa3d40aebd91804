// What a session and its subagents did to files after an event, and what they ran that nobody takes back.
import { KernelError, type Event, type EventOf, type Sessions } from '@harness/kernel'
import type { UncoveredCall } from '../rewind-session.ts'
import { DoingsRecord, type Part } from './doings-record.ts'
import type { FileChange } from './file-change.ts'
import { noEvent } from '../../session/no-event.ts'

export interface Doings {
  workspace: string | null
  changes: readonly FileChange[]
  uncovered: readonly UncoveredCall[]
  /** Rewinds of the session itself that died and that nobody finishes any more. */
  abandoned: readonly EventOf<'rewind.started'>[]
}

/**
 * Reads a session from its beginning, and those of its subagents that worked in the same folder. Rejects with
 * `invalid_option` when there is no event of that `seq`.
 */
export async function readDoings(sessions: Sessions, id: string, seq: number): Promise<Doings> {
  const root = await readPart(sessions, { session: id, seq, isAfter: (event) => event.seq > seq })
  const at = root.times.get(seq)
  if (at === undefined) throw noEvent(id, { seq, last: root.times.size })
  const parts = [root]
  const children = [...root.children]
  for (let next = children.shift(); next; next = children.shift()) {
    const [session, how] = next
    // Nothing in its log but the time says where its parent was then.
    const isAfter = (event: Event) => how === 'all' || event.at > at
    const part = await readIfThere(sessions, { session, isAfter })
    if (!part || part.workspace !== root.workspace) continue
    parts.push(part)
    children.push(...part.children)
  }
  return {
    workspace: root.workspace,
    changes: parts.flatMap(({ changes }) => changes),
    uncovered: parts.flatMap(({ uncovered }) => uncovered),
    abandoned: root.abandoned,
  }
}

async function readPart(sessions: Sessions, part: Part): Promise<DoingsRecord> {
  const reading = new DoingsRecord(part)
  for await (const event of (await sessions.reader(part.session)).read(1)) reading.event(event)
  reading.end()
  return reading
}

/** A subagent that never came to work has no session; one that is deleted cannot be asked. */
async function readIfThere(sessions: Sessions, part: Part): Promise<DoingsRecord | undefined> {
  try {
    return await readPart(sessions, part)
  } catch (error) {
    if (error instanceof KernelError && error.code === 'session_not_found') return undefined
    throw error
  }
}
