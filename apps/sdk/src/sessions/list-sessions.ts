import type { SessionSummary } from '@harness/kernel/node'
import type { Options } from '../options.ts'

/** Which sessions to list. */
export interface ListSessionsOptions extends Pick<Options, 'home' | 'cwd'> {
  /** Of every folder, not only of `cwd`. */
  all?: boolean
}

/** The sessions of a folder, the last changed first. Subagents' sessions are left out. */
export async function listSessions(
  options: ListSessionsOptions = {},
): Promise<readonly SessionSummary[]> {
  const { findSessions } = await import('../engine.ts')
  return findSessions(options)
}
