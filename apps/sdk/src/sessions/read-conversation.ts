import type { ConversationEntry } from '@harness/kernel'
import { noEvent } from '../session/no-event.ts'
import { readSession, type SessionPlace } from './read-session.ts'

/** Behind which event, and where the session is. */
export interface ConversationOptions extends SessionPlace {
  /** The `seq` of an event: the conversation as it stood behind it. Default: the newest. */
  at?: number
}

/**
 * What the model of a session sees, in its order; what has arrived since its last turn comes with the next one. What was made
 * shorter later than `at` stands in full. Rejects as `readSession` does, and with `invalid_option` when there is no such
 * event.
 */
export async function readConversation(
  id: string,
  { at, ...place }: ConversationOptions = {},
): Promise<readonly ConversationEntry[]> {
  const { entriesOf, evolveConversation, noConversation } = await import('../engine.ts')
  let conversation = noConversation()
  let last = 0
  for await (const event of readSession(id, place)) {
    conversation = evolveConversation(conversation, event)
    last = event.seq
    if (last === at) return entriesOf(conversation)
  }
  if (at === undefined) return entriesOf(conversation)
  throw noEvent(id, { seq: at, last })
}
