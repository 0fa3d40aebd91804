import type { PageOptions } from '@harness/traces'
import type { SessionPlace } from '../sessions/read-session.ts'

export interface SessionPageOptions extends SessionPlace, PageOptions {}

/**
 * A session and its subagents as one HTML file that asks nothing of a network, in pieces; whoever runs it. Of a damaged log it
 * is what stands before the damage, and says so. Rejects as `readTrace` does.
 */
export async function* sessionPage(
  id: string,
  { mask, room, ...place }: SessionPageOptions = {},
): AsyncGenerator<string> {
  const { gatherTrace, maskSecrets, tracePage } = await import('../traces-engine.ts')
  const trace = await gatherTrace(id, place)
  yield* tracePage(trace, { mask: mask ?? maskSecrets, ...(room !== undefined && { room }) })
}
