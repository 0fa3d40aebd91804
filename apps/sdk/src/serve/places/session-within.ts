import { KernelError } from '@harness/kernel'
import { openStore, type StoreOptions } from '../../session/open-store.ts'
import { Refused } from '../refused.ts'
import type { Serving } from '../serving.ts'
import { isWithin } from './folder-within.ts'

/** The folder a session works in, by its whole id. Refuses those of other folders as if they were not there. */
export async function sessionWithin({ options, folder }: Serving, id: string): Promise<string> {
  const workspace = await workspaceOf(id, options)
  if (workspace !== undefined && isWithin(folder, workspace)) return workspace
  throw new Refused(
    `There is no session ${JSON.stringify(id)} in the folder that is served: the tool sessions lists them.`,
  )
}

/** That of a subagent is its parent's. */
async function workspaceOf(id: string, place: StoreOptions): Promise<string | undefined> {
  try {
    const { sessions } = await openStore(place)
    for await (const { type, data } of (await sessions.reader(id)).read(1)) {
      if (type !== 'session.created') continue
      return data.parent === undefined ? data.workspace : await workspaceOf(data.parent, place)
    }
    return undefined
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    if (error.code === 'session_not_found' || error.code === 'invalid_id') return undefined
    throw error
  }
}
