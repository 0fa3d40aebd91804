import type { ModelDelta, ModelRequest } from '../ports/provider.ts'
import type { Reply } from '../events/reply.ts'
import type { ErrorFacts } from './failure/error-facts.ts'

/** How an answer ended, before it is put in words. */
export type Ending =
  | { kind: 'reply'; reply: Reply }
  /** It stopped before it was whole. */
  | { kind: 'truncated' }
  /** The server says that it broke off, and why in a word. */
  | { kind: 'interrupted'; reason: string }
  | { kind: 'refused'; text: string }
  /** The server's own error, sent inside the answer. */
  | { kind: 'error'; error: unknown }
  /** The conversation does not fit. */
  | { kind: 'overflow' }

/** Folds the events of one answer: deltas on the way, the reply at the end. */
export interface ReplyReader {
  /** Takes one event, parsed JSON of whatever shape, or a whole answer where the server does not stream. */
  accept(event: unknown): ModelDelta[]
  /** Whether it has said that it is over: what follows at once still counts, nothing else is waited for. */
  readonly isOver: boolean
  /** The deltas that are only known at the end. */
  finish(): ModelDelta[]
  end(): Ending
}

/** A change to the dialect after a refused request, and whether the server named what it refused. */
export interface Adaptation<Dialect> {
  dialect: Dialect
  certain: boolean
}

/**
 * What tells one wire from another: how a request is written and an answer read. `Dialect` is where endpoints of the same
 * protocol differ, as far as requests or numbers go; it is kept from one call to the next.
 */
export interface Protocol<Dialect> {
  /** Whose protocol it is, for a failure: `chat completions of OpenAI`. */
  title: string
  /** What follows the base URL. */
  path: string
  /** What to say of base URLs that lead nowhere. */
  urlHint: string
  /** What is known of the endpoint before the first request. */
  dialect: Dialect
  /** The body of a request, JSON: what was asked for and nothing else, in a stable order so that prompt caches hold. */
  body(request: ModelRequest, dialect: Dialect): Promise<string>
  /** Starts to read the answer to a request. */
  read(request: ModelRequest, dialect: Dialect): ReplyReader
  /** How to ask again after a refused request; undefined when the request is not to blame. */
  adapt(dialect: Dialect, facts: ErrorFacts, request: ModelRequest): Adaptation<Dialect> | undefined
  /** The dialect after a request was accepted. */
  accepted(dialect: Dialect): Dialect
}
