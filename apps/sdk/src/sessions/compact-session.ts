import type { Options } from '../options.ts'

/** How the session is set up for it, as for a run; its own model makes the summary unless another is named. */
export interface CompactOptions extends Omit<Options, 'resume' | 'continue' | 'fork' | 'restore'> {
  /** What the summary shall not miss. */
  focus?: string
}

/** What became of making a conversation shorter. */
export type Compacted =
  /** Tokens of a request before and after, roughly. */
  | { kind: 'compacted'; before: number; after: number }
  /** Nothing is shorter; the message says why. */
  | { kind: 'failed'; message: string }
  /** Asked for, and not done yet: the session is not idle. */
  | { kind: 'delivered' }

/**
 * Makes the conversation of a session shorter. The request is durable first; when the session is idle and nobody holds it, it
 * is done now, and nothing else: what is said to it meanwhile waits for its next run. Otherwise it is done between two turns:
 * by the process that runs the session, or when somebody goes on with what is unfinished.
 *
 * Rejects as a run does when it cannot begin; the request stays in the session then. `signal` leaves it undone.
 */
export async function compactSession(id: string, options: CompactOptions = {}): Promise<Compacted> {
  const { compact } = await import('../engine.ts')
  return compact(id, options)
}
