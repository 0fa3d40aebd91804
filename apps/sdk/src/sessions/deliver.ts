import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { KernelError, redactDraft, type Post } from '@harness/kernel'
import { openStore, type Store, type StoreOptions } from '../session/open-store.ts'
import { knownId } from '../session/known.ts'
import { redactorFor } from '../setup/redactor-for.ts'
import type { Posted } from './post-input.ts'

/** How long a holder that is about to let go has to do so. */
const graceMs = 250

/** Nobody's words: they are posted whatever is wrong with a configuration, which says what is secret. */
const wordless: ReadonlySet<Post['draft']['type']> = new Set(['cancel.requested', 'task.promoted'])

/** Posts durably, in order, then looks whether anybody is there to take it. */
export async function deliver(
  id: string,
  drafts: readonly Post['draft'][],
  place: StoreOptions,
): Promise<Posted> {
  const store = await openStore(place)
  const session = await knownId(store, id)
  const hasWords = drafts.some(({ type }) => !wordless.has(type))
  const redactor = hasWords ? await redactorFor(store, session, place) : undefined
  for (const draft of drafts) {
    const clean = redactor ? redactDraft(draft, redactor) : draft
    await store.sessions.post(session, { id: randomUUID(), draft: clean })
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
