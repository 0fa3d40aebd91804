import { openSession, type Draft, type SessionStore } from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import { SdkError } from '../sdk-error.ts'
import { requireBegun } from '../session/begin-session.ts'
import { whereFree } from '../session/hold.ts'
import { knownId } from '../session/known.ts'
import { openStore, type Store } from '../session/open-store.ts'
import { redactorFor } from '../setup/redactor-for.ts'
import type { SessionPlace } from './read-session.ts'

/** Who runs a session may have it write its own title only with a run: nothing of that kind is posted. */
const afterwards = ' It can be renamed once that process has let it go.'

export async function rename(piece: string, title: string, place: SessionPlace): Promise<string> {
  const renamed = renaming(title)
  const store = await openStore(place)
  const id = await knownId(store, piece)
  const held = await whereFree(id, () => store.sessions.open(id), afterwards)
  await write(held, [renamed], store)
  return id
}

/** @throws SdkError `invalid_option` for a title without a word. */
export function renaming(title: string): Draft {
  const line = title.replaceAll(/\s+/g, ' ').trim()
  if (line !== '') return { type: 'session.renamed', data: { title: line } }
  throw new SdkError('invalid_option', 'A title has words in it: there are none.')
}

/** Appends to a held session, and lets go of it. A fork says first that it is one. */
export async function write(
  held: SessionStore,
  drafts: readonly Draft[],
  store: Store,
): Promise<void> {
  try {
    const session = await openSession(held, {
      runtime: systemRuntime,
      redactor: await redactorFor(store, held.id),
    })
    requireBegun(session)
    await session.append(drafts)
    await session.sync()
  } finally {
    await held.close()
  }
}
