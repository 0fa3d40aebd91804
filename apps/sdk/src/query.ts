import type { StreamEvent } from '@harness/kernel'
import type { Conducting } from './drive/conduct.ts'
import { startQuery } from './drive/start-query.ts'
import type { QueryInput } from './options.ts'
import type { RunResult } from './run-result.ts'

/** A run under way: its events, and what it comes to. */
export interface Query extends AsyncIterable<StreamEvent, void, undefined> {
  /** Resolves when the session is held; rejects with what kept the run from beginning. */
  readonly sessionId: Promise<string>
  /**
   * Resolves when the session is idle and let go of. Rejects with an `SdkError` when the run cannot begin, a `KernelError`
   * when the session is damaged or its store breaks; what a model or a tool does wrong is in the result.
   */
  readonly result: Promise<RunResult>
  /**
   * Cancels the run: what is under way is aborted, and the session stays as it is, idle. Resolves when the request is in the
   * log; the events go on to the `run.end`. Resolves quietly when the run is over, or did not begin. `by`: who, for the log
   * and the result's `message`; default: `person`.
   */
  interrupt(by?: string): Promise<void>
}

/**
 * Starts a run at once, in this process. Iterate it once for its events; leaving the iteration early stops driving, as
 * `signal` does. Without an iteration `result` has the whole; the newest 4096 events are kept for one that begins later.
 */
export function query(input: QueryInput): Query {
  return queryFor(input, {})
}

/** The same; with `isForeign` for somebody who may not have all that whoever started this may. */
export function queryFor(input: QueryInput, author: Pick<Conducting, 'isForeign'>): Query {
  return startQuery(async (held) => {
    // The kernel is loaded only now: importing the SDK costs next to nothing.
    const { conduct } = await import('./engine.ts')
    return conduct({ input, ...author, ...held })
  }, input.options?.signal)
}
