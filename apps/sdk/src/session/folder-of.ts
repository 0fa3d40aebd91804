import type { Sessions } from '@harness/kernel'
import type { Store } from './open-store.ts'
import type { Target } from './target.ts'

/** The folder that a target works in: the session's own, or for a new one the folder of this process's choice. */
export async function folderOf(
  { sessions }: Store,
  target: Target,
  workspace: string,
): Promise<string> {
  if (target.kind === 'new' || target.kind === 'newest') return workspace
  // What is wrong with the session is told when it is taken.
  const known = await createdIn(sessions, target.id).catch(() => undefined)
  return known ?? workspace
}

async function createdIn(sessions: Sessions, id: string): Promise<string | undefined> {
  for await (const event of (await sessions.reader(id)).read(1)) {
    if (event.type === 'session.created') return event.data.workspace
  }
  return undefined
}
