import type { ConversationEntry } from '../conversation/entry.ts'
import type { Shortening } from '../events/compaction-settled.ts'
import type { Content } from '../events/content.ts'
import type { ModelSpec } from '../events/model-spec.ts'
import type { FileState } from '../events/tool-result.ts'
import type { TaskView } from '../projections/tasks.ts'
import type { Message } from './provider.ts'

/** A conversation to be made shorter, and what is known of it. Tokens are rough throughout. */
export interface CompactionRequest {
  /** `window` it is nearly full, `overflow` the provider refused it, `asked` a person wants it. */
  reason: 'window' | 'overflow' | 'asked'
  /** What the person wants kept. */
  focus?: string
  model: ModelSpec
  /** In the order the model sees them. */
  entries: readonly ConversationEntry[]
  /** Tokens of the next request as it is: instructions, tools, all entries, and what waits to be shown. */
  tokens: number
  /** Tokens that a request to the model may take; left out where its window is unknown. */
  room?: number
  /** Files that calls read or changed, as last seen; the newest at the end. `change` is left out where it was only read. */
  files: readonly FileState[]
  /** Tasks that go on in the background. */
  tasks: readonly TaskView[]
}

/** A question to the session's model, outside its conversation. */
export interface CompactionQuestion {
  system: string
  text: string
  /** Tokens. */
  maxOutputTokens?: number
}

/** What a compactor works with. */
export interface CompactionContext {
  signal: AbortSignal
  /** Tokens that a message takes, on the scale on which the provider counted the conversation so far. */
  tokensOf(message: Message): number
  /** What a tool answered when it last worked in this session. */
  recall(tool: string): Promise<Content | undefined>
  /**
   * Answers the reply's text, and whether it is whole: not where it was cut at `maxOutputTokens`. Asked without reasoning.
   * Retries as the session's limits say; rejects when the model does not answer.
   */
  ask(question: CompactionQuestion): Promise<{ text: string; isWhole: boolean }>
}

/** Makes a conversation shorter. */
export interface Compactor {
  /**
   * What is no longer shown, and what stands in its place. `upto` must be the seq of a reply, so that no call is parted
   * from its result. A rejection, and an answer that makes nothing shorter, are recorded as a failed compaction.
   */
  compact(request: CompactionRequest, context: CompactionContext): Promise<Shortening>
}
