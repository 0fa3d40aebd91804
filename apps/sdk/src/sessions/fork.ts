import { forkAt } from '../session/fork-at.ts'
import { known } from '../session/known.ts'
import { openStore } from '../session/open-store.ts'
import type { ForkOptions } from './fork-session.ts'
import { renaming, write } from './rename.ts'

export async function fork(piece: string, { at, title, ...place }: ForkOptions): Promise<string> {
  const drafts = title === undefined ? [] : [renaming(title)]
  const store = await openStore(place)
  const held = await known(store, piece, (id) => forkAt(store, id, at))
  await write(held, drafts, store)
  return held.id
}
