import { KernelError } from '../../errors/kernel-error.ts'
import type { Home } from './home.ts'
import { requireSessionId } from './session-id.ts'
import { sessionPaths } from './session-paths.ts'

/** Throws `session_not_found` for a session that is not there or was deleted. */
export async function requireSession(home: Home, id: string): Promise<void> {
  requireSessionId(id)
  if (await sessionExists(home, id)) return
  throw new KernelError(
    'session_not_found',
    `There is no session ${id} in ${home.root}: list the sessions to see their ids.`,
  )
}

export async function sessionExists(home: Home, id: string): Promise<boolean> {
  const { log, hidden } = sessionPaths(home.root, id)
  const [size, deleted] = await Promise.all([home.disk.size(log), home.disk.size(hidden)])
  return size !== undefined && deleted === undefined
}
