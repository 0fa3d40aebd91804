import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { KernelError, redactDraft, type Post } from '@harness/kernel'
import { openStore, type Store, type StoreOptions } from '../session/open-store.ts'
import { redactorOf } from '../setup/redactor-of.ts'
import { knownId } from '../session/known.ts'
import type { Posted } from './post-input.ts'

/** How long a holder that is about to let go has to do so. */
const graceMs = 250

/** Posts durably, in order, then looks whether anybody is there to take it. */
export async function deliver(
  id: string,
  drafts: readonly Post['draft'][],
  place: StoreOptions,
): Promise<Posted> {
  const store = await openStore(place)
  const session = await knownId(store, id)
  const redactor = redactorOf({ ...process.env, ...place.env }, { home: store.tasks })
  for (const draft of drafts) {
    await store.sessions.post(session, { id: randomUUID(), draft: redactDraft(draft, redactor) })
  }
  // A holder drains before it lets go. One that has just drained for the last time lets go at once.
  if (!(await isHeld(store, session))) return 'waiting'
  await sleep(graceMs)
  return (await isHeld(store, session)) ? 'delivered' : 'waiting'
}

async function isHeld({ sessions }: Store, id: string): Promise<boolean> {
  try {
    const held = await sessions.open(id)
    await held.close()
    return false
  } catch (error) {
    if (error instanceof KernelError && error.code === 'session_held') return true
    throw error
  }
}
