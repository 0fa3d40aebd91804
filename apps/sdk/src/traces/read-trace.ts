import type { Trace } from '@harness/traces'
import type { SessionPlace } from '../sessions/read-session.ts'

/** How much of a session is looked at. */
export interface TraceOptions extends SessionPlace {
  /** The `seq` of an event: the trace as it stood behind it. Default: the newest. */
  at?: number
  /** Whether the sessions of subagents are looked at too. Default: true. */
  subagents?: boolean
  /**
   * Whether what was said and done stands in it. Without, it has the names, numbers and times alone, in a fraction of the
   * memory. Default: true.
   */
  content?: boolean
}

/**
 * What happened in a session, put together for readers. What stands before a damage is answered, and `damage` says what is
 * wrong. Rejects with `unknown_session`, which names the closest ids, and with `invalid_option` when there is no event `at`.
 */
export async function readTrace(id: string, options: TraceOptions = {}): Promise<Trace> {
  const { gatherTrace } = await import('../traces-engine.ts')
  return gatherTrace(id, options)
}
