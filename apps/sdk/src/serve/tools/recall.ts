import {
  entriesOf,
  evolve,
  evolveConversation,
  initialState,
  noConversation,
  type ConversationEntry,
  type State,
} from '@harness/kernel'
import { readSession, type SessionPlace } from '../../sessions/read-session.ts'

/** A session as its log says it stands. */
export interface Recalled {
  id: string
  state: State
  entries: readonly ConversationEntry[]
}

/** Reads the log once. */
export async function recall(id: string, place: SessionPlace): Promise<Recalled> {
  let state: State = initialState
  let conversation = noConversation()
  for await (const event of readSession(id, place)) {
    state = evolve(state, event)
    conversation = evolveConversation(conversation, event)
  }
  return { id, state, entries: entriesOf(conversation) }
}
