import type { Posted } from './post-input.ts'
import type { SessionPlace } from './read-session.ts'

/**
 * Cancels the run of a session, whoever runs it. Durable when it resolves: what nobody runs now is cancelled before anything
 * else when somebody next does.
 */
export async function postCancel(id: string, place: SessionPlace = {}): Promise<Posted> {
  const { deliver } = await import('../engine.ts')
  return deliver(id, [{ type: 'cancel.requested', data: { by: 'person' } }], place)
}
