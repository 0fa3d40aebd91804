import type { Posted } from './post-input.ts'
import type { SessionPlace } from './read-session.ts'

/** What is cancelled, and where its session is. */
export interface CancelOptions extends SessionPlace {
  /** Ends this task alone; without it the run. */
  task?: number
}

/**
 * Cancels the run of a session, whoever runs it. Durable when it resolves: what nobody runs now is cancelled before anything
 * else when somebody next does.
 */
export async function postCancel(id: string, options: CancelOptions = {}): Promise<Posted> {
  const { task, ...place } = options
  const { deliver } = await import('../engine.ts')
  const data = { by: 'person', ...(task !== undefined && { task }) }
  return deliver(id, [{ type: 'cancel.requested', data }], place)
}
