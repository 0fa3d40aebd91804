import type { Posted } from './post-input.ts'
import type { SessionPlace } from './read-session.ts'

/**
 * Lets a task go on in the background, whoever runs the session: its call is answered now, and its end arrives by itself.
 * Durable when it resolves.
 */
export async function postBackground(
  id: string,
  task: number,
  place: SessionPlace = {},
): Promise<Posted> {
  const { deliver, promotionOf } = await import('../engine.ts')
  return deliver(id, [promotionOf(task)], place)
}
