import { listSessions } from '@harness/sdk'
import { UsageError } from '../outcome/usage-error.ts'

/** The id of the newest session of the folder; `how` says how another is named. */
export async function newestSession(how: string): Promise<string> {
  const [session] = await listSessions()
  if (session) return session.id
  throw new UsageError(`There are no sessions of this folder: say which, as ${how}.`)
}
