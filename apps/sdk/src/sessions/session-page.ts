import type { PageOptions } from '@harness/traces'
import type { SessionPlace } from './read-session.ts'

export interface SessionPageOptions extends SessionPlace, Pick<PageOptions, 'mask' | 'room'> {}

/**
 * A session and its subagents as one HTML file that asks nothing of a network, in pieces; whoever runs it. Of a damaged log it
 * is what stands before the damage, and says so. Rejects as `readSession` does where nothing stands before it.
 */
export async function* sessionPage(
  id: string,
  options: SessionPageOptions = {},
): AsyncGenerator<string> {
  const { paged } = await import('./paged.ts')
  yield* paged(id, options)
}
