import { knownId } from '../session/known.ts'
import { openStore } from '../session/open-store.ts'
import type { FoundSession } from './find-session.ts'
import type { SessionPlace } from './read-session.ts'

export async function foundSession(piece: string, place: SessionPlace): Promise<FoundSession> {
  const store = await openStore(place)
  const id = await knownId(store, piece)
  const all = await store.list()
  // One that is so new that no list has it yet.
  const own = all.find((one) => one.id === id) ?? { id, createdAt: 0, updatedAt: 0, events: 0 }
  return {
    ...own,
    subagents: all.flatMap((one) =>
      one.parent !== undefined && one.id.startsWith(`${id}.`) ? [one.id] : [],
    ),
    forks: all.flatMap((one) => (one.forkedFrom?.session === id ? [one.id] : [])),
  }
}
