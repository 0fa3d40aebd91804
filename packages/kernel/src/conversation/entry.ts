import type { CallId } from '../events/call.ts'
import type { Message } from '../ports/provider.ts'

/** One message of a conversation, and where it comes from. */
export interface ConversationEntry {
  /** The event it stands behind: its own reply, its turn's reply, or the call that showed it. */
  seq: number
  /** The oldest event that it is made of. */
  since: number
  /** Who says it; `summary` stands for what is no longer shown. */
  origin: 'person' | 'parent' | 'harness' | 'task' | 'summary' | 'model' | 'tool'
  /** The call that it is the result of. */
  call?: CallId
  message: Message
}
