import type { ListedSession } from '@harness/kernel/node'
import { openStore } from '../session/open-store.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import type { ListSessionsOptions } from './list-sessions.ts'

/** The sessions of a folder, or of all, without those of subagents; with words, those that have them. */
export async function findSessions(
  { all = false, cwd, ...options }: ListSessionsOptions,
  query?: string,
): Promise<readonly ListedSession[]> {
  const store = await openStore(options)
  const sessions = await store.list({
    ...(!all && { workspace: await openWorkspace(cwd) }),
    ...(query !== undefined && { query }),
  })
  return sessions.filter(({ parent }) => parent === undefined)
}
