import { KernelError } from '../../errors/kernel-error.ts'
import type { SessionStore } from '../../ports/sessions.ts'
import type { Home } from './home.ts'
import { requireSessionId } from './session-id.ts'
import { sessionPaths, sessionsFolder } from './session-paths.ts'
import { sessionStore } from './session-store.ts'
import { whileHeld } from './while-held.ts'

/** Makes a session and takes it. Throws `session_exists` when it, or a deleted one that has forks, is there. */
export async function createSession(home: Home, id: string): Promise<SessionStore> {
  requireSessionId(id)
  await requireNew(home, id)
  return whileHeld(home, id, async (release) => {
    await requireNew(home, id) // somebody may have been faster to the lock
    await home.disk.remove(sessionPaths(home.root, id).parent) // of a fork that was never finished
    await makeLog(home, id)
    return sessionStore(home, id, release)
  })
}

export async function requireNew({ root, disk }: Home, id: string): Promise<void> {
  if ((await disk.size(sessionPaths(root, id).log)) === undefined) return
  throw new KernelError(
    'session_exists',
    `Session ${id} exists already: open it, or choose another id.`,
  )
}

/** The empty log with which a session begins to exist; durable. */
export async function makeLog({ root, disk }: Home, id: string): Promise<void> {
  const { folder, log } = sessionPaths(root, id)
  await disk.makeFolder(folder)
  const file = await disk.open(log, 'new')
  await file.close()
  await Promise.all([folder, sessionsFolder(root), root].map(disk.syncFolder))
}
