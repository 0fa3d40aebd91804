import type { LogDiff } from '@harness/traces'
import type { SessionPlace } from './read-session.ts'

export interface DiffSessionsOptions extends SessionPlace {
  /** The `seq` of the last event of either that counts. Default: the newest. */
  upTo?: { a?: number; b?: number }
}

/** Where two sessions part. */
export interface SessionDiff extends LogDiff {
  /** Their whole ids. */
  sessions: { a: string; b: string }
}

/**
 * The first place at which two recorded sessions say different things: neither times nor ids nor token counts, but prompts,
 * tools, inputs, what the model said, verdicts, answers, results, and the order of all that. Prompts and tools are shown as
 * texts. Reads both no further than that place, whoever runs them. Rejects as `readSession` does, and with `invalid_option`
 * when there is no event `upTo`.
 */
export async function diffSessions(
  a: string,
  b: string,
  options: DiffSessionsOptions = {},
): Promise<SessionDiff> {
  const { differing } = await import('../traces-engine.ts')
  return differing(a, b, options)
}
