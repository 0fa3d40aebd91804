import { listSessions } from '@harness/sdk'
import { UsageError } from '../outcome/usage-error.ts'

/** The session that is meant where none is named: the newest of this folder. */
export async function newestSession(): Promise<string> {
  const [session] = await listSessions()
  if (session) return session.id
  throw new UsageError('There are no sessions of this folder: say which, by its id.')
}
