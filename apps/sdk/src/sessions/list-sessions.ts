import type { SessionSummary } from '@harness/kernel/node'
import type { Options } from '../options.ts'

/** Which sessions to list. */
export interface ListSessionsOptions extends Pick<Options, 'home' | 'cwd'> {
  /** Of every folder, not only of `cwd`. */
  all?: boolean
}

/** The sessions of a folder, the last changed first. Subagents' sessions are left out. */
export async function listSessions({
  all = false,
  cwd,
  ...options
}: ListSessionsOptions = {}): Promise<readonly SessionSummary[]> {
  const { openStore, openWorkspace } = await import('../engine.ts')
  const store = await openStore(options)
  const sessions = await store.list(all ? {} : { workspace: await openWorkspace(cwd) })
  return sessions.filter(({ parent }) => parent === undefined)
}
