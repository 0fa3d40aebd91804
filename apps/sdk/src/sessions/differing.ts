import { diffLogs } from '@harness/traces'
import { knownReader } from '../session/known.ts'
import { openStore } from '../session/open-store.ts'
import type { DiffSessionsOptions, SessionDiff } from './diff-sessions.ts'
import { eventsUpTo } from './events-up-to.ts'

export async function differing(
  a: string,
  b: string,
  { upTo = {}, ...place }: DiffSessionsOptions,
): Promise<SessionDiff> {
  const store = await openStore(place)
  const source = async (piece: string, last: number | undefined) => {
    const reader = await knownReader(store, piece)
    const { id, artifacts } = reader
    return { id, artifacts, read: (from: number) => eventsUpTo(reader, last, from) }
  }
  const one = await source(a, upTo.a)
  const other = await source(b, upTo.b)
  const { same, difference } = await diffLogs(one, other)
  return { sessions: { a: one.id, b: other.id }, same, difference }
}
