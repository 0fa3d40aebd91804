import { listSessions } from '@harness/sdk'
import { UsageError } from '../outcome/usage-error.ts'

/** The newest session of this folder; `how` another one is named. */
export async function newestSession(how: string): Promise<string> {
  const [session] = await listSessions()
  if (session) return session.id
  throw new UsageError(`There are no sessions of this folder: say which, as ${how}.`)
}
