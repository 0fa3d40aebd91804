import { SdkError } from '../../sdk-error.ts'
import { readSession } from '../../sessions/read-session.ts'
import { Refused } from '../refused.ts'
import type { Serving } from '../serving.ts'
import { isWithin } from './folder-within.ts'

/** The folder a session works in. Refuses those of other folders as if they were not there. */
export async function sessionWithin({ options, folder }: Serving, id: string): Promise<string> {
  const workspace = await workspaceOf(id, options)
  if (workspace !== undefined && isWithin(folder, workspace)) return workspace
  throw new Refused(
    `There is no session ${JSON.stringify(id)} in the folder that is served: the tool sessions lists them.`,
  )
}

/** That of a subagent is its parent's. */
async function workspaceOf(
  id: string,
  place: Parameters<typeof readSession>[1],
): Promise<string | undefined> {
  try {
    for await (const { type, data } of readSession(id, place)) {
      if (type !== 'session.created') continue
      return data.parent === undefined ? data.workspace : await workspaceOf(data.parent, place)
    }
    return undefined
  } catch (error) {
    if (error instanceof SdkError && error.code === 'unknown_session') return undefined
    throw error
  }
}
