import type {
  ConversationEntry,
  FileHashes,
  Instructions,
  Permissions,
  State,
  TaskView,
} from '@harness/kernel'
import type { ContextPart } from '@harness/traces'
import type { SessionPlace } from '../sessions/read-session.ts'

/** Behind which event, and where the session is. */
export interface StateOptions extends SessionPlace {
  /** The `seq` of an event. Default: the newest. */
  at?: number
}

/** Everything that counts at one event of a session. */
export interface SessionState {
  session: string
  seq: number
  /** Milliseconds since 1970, advisory. */
  at: number
  /** Null before the session is configured. */
  configuration: State['identity']['configuration']
  /** The system prompt and the tools as the model is told them; null before, and where they are gone. */
  instructions: Instructions | null
  /** What calls are judged by: the configuration, and what answers added to it. */
  permissions: Permissions | null
  /** What the model sees, in its order. */
  conversation: readonly ConversationEntry[]
  /** The seqs of what has arrived, and comes with the next request. */
  waiting: readonly number[]
  /** The model's todo list, as it last set it; null when it never did. */
  todo: string | null
  run: State['run']
  /** What the run may still spend; null where nothing bounds it. */
  left: { turns: number | null; tokens: number | null; cost: number | null; ms: number | null }
  /** What was begun and has no outcome. */
  open: readonly { seq: number; type: string; call: string | null }[]
  tasks: readonly TaskView[]
  /** The hash of each file as the model last saw it; null where it saw that there is none. */
  files: FileHashes
  /** What the next request is made of, the most first: shares of its `tokens`, as the provider last counted them. */
  context: { parts: readonly ContextPart[]; tokens: number; window: number | null }
}

/**
 * The prompt, the conversation, the permissions, the budget, the todo list, what is open, and what the context window is
 * full of, as they stood behind an event. Rejects as `readSession` does, and with `invalid_option` when there is no such event.
 */
export async function readState(id: string, options: StateOptions = {}): Promise<SessionState> {
  const { gatherState } = await import('../traces-engine.ts')
  return gatherState(id, options)
}
