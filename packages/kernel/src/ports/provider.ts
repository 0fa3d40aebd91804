import type { Content } from '../events/content.ts'
import type { Failure } from '../events/failure.ts'
import type { Json } from '../events/json.ts'
import type { ModelSpec } from '../events/model-spec.ts'
import type { Reply } from '../events/reply.ts'
import type { Exchange } from '../transcript/exchange.ts'

/** One message of the conversation, in the order the model sees it. Results follow the reply that asked for them, in its order. */
export type Message =
  | { role: 'user'; content: Content }
  | { role: 'assistant'; reply: Reply }
  /** `id` and `name` are those of the provider's call. */
  | { role: 'tool'; id: string; name: string; content: Content; failed: boolean }

/** What a model is told of a tool. */
export interface ToolSchema {
  name: string
  description: string
  /** A JSON Schema of type object. */
  input: Json
}

export interface ModelRequest {
  model: ModelSpec
  system: string
  messages: readonly Message[]
  tools: readonly ToolSchema[]
  /** Names this attempt at a call for ever: `<session>/<seq>` of its intent. */
  key: string
  /** A JSON Schema that the text of the reply is to follow. */
  output?: Json
  /** Resolves an image of a message to its bytes. */
  image(artifact: string): Promise<Uint8Array | undefined>
}

/** A piece of a reply under way; the final reply is authoritative. `index` is the part's place in the reply. */
export type ModelDelta =
  | { type: 'text'; index: number; text: string }
  | { type: 'reasoning'; index: number; text: string }
  /** `name` comes with the first piece of a call. */
  | { type: 'call'; index: number; name?: string; input: string }

export type ModelEnd = { type: 'reply'; reply: Reply } | { type: 'failure'; failure: Failure }

/** How one model call is made. */
export interface StreamOptions {
  signal: AbortSignal
  /** Told of each request that went out and what came back, once, when it is over however it ended; before the end. */
  record?: (exchange: Exchange) => void
}

/** A wire to models. */
export interface Provider {
  readonly name: string
  /**
   * Yields deltas, then exactly one end. Never throws for what a server did; a truncated stream is a failure.
   * When the signal fires it closes the connection and may throw the signal's reason.
   */
  stream(request: ModelRequest, options: StreamOptions): AsyncIterable<ModelDelta | ModelEnd>
}
