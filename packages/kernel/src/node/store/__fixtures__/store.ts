import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Event } from '../../../events/event.ts'
import type { EventStore } from '../../../ports/event-store.ts'
import type { Post, SessionReader, SessionStore } from '../../../ports/sessions.ts'
import { type FileSessions, fileSessions, type FileSessionsOptions } from '../file-sessions.ts'
import type { Repair } from '../repair.ts'

/** A home of its own, the store over it, and what it repaired. `await using` closes and removes all of it. */
export function freshStore(options: Partial<FileSessionsOptions> = {}) {
  const home = mkdtempSync(join(tmpdir(), 'harness-store-'))
  const repairs: Repair[] = []
  const open: SessionStore[] = []
  const keep = async (opening: Promise<SessionStore>) => {
    const store = await opening
    open.push(store)
    return store
  }
  const stored = fileSessions({ home, onRepair: (repair) => repairs.push(repair), ...options })
  const sessions: FileSessions = {
    ...stored,
    create: (id) => keep(stored.create(id)),
    open: (id) => keep(stored.open(id)),
    fork: (parent, at, child) => keep(stored.fork(parent, at, child)),
  }
  return {
    home,
    sessions,
    repairs,
    path: (session: string, ...rest: string[]) => join(home, 'sessions', session, ...rest),
    async [Symbol.asyncDispose]() {
      for (const store of open) await store.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

const at = Date.UTC(2026, 10, 20)

export const created = (session: string, workspace = '/work'): Event => ({
  seq: 1,
  at,
  type: 'session.created',
  v: 1,
  cause: null,
  data: { session, workspace },
})

export const input = (seq: number, text = `input ${seq}`): Event => ({
  seq,
  at: at + seq,
  type: 'input.received',
  v: 1,
  cause: null,
  data: { from: 'person', mode: 'steer', content: [{ type: 'text', text }] },
})

export const inputs = (from: number, to: number): Event[] =>
  Array.from({ length: to - from + 1 }, (_, index) => input(from + index))

export const post = (id: string, text = id): Post => ({
  id,
  draft: {
    type: 'input.received',
    data: { from: 'person', mode: 'steer', content: [{ type: 'text', text }], post: id },
  },
})

/** Appends inputs up to event `to`, one append each. */
export async function fill(events: EventStore, to: number): Promise<void> {
  while (events.head < to) await events.append([input(events.head + 1)], events.head)
}

export async function readAll(
  from: EventStore | SessionReader | SessionStore,
  seq = 1,
): Promise<Event[]> {
  const events: Event[] = []
  for await (const event of ('events' in from ? from.events : from).read(seq)) events.push(event)
  return events
}

export const seqsOf = (events: Event[]) => events.map(({ seq }) => seq)
