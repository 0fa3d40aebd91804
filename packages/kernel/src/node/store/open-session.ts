import type { SessionStore } from '../../ports/sessions.ts'
import type { Home } from './home.ts'
import { requireSession } from './require-session.ts'
import { sessionStore } from './session-store.ts'
import { whileHeld } from './while-held.ts'

/** Takes a session for writing, and mends what a crash left at the end of its log. */
export async function openSession(home: Home, id: string): Promise<SessionStore> {
  await requireSession(home, id)
  return whileHeld(home, id, async (release) => {
    await requireSession(home, id) // it may have been deleted before it was ours
    return sessionStore(home, id, release)
  })
}
