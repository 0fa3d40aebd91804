import type { Session, StreamEvent } from '@harness/kernel'
import type { Conducting } from './drive/conduct.ts'
import { Feed } from './drive/feed.ts'
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
   * log; the events go on to the `run.end`. Resolves quietly when the run is over, or did not begin.
   */
  interrupt(): Promise<void>
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
  const feed = new Feed<StreamEvent>()
  const stop = new AbortController()
  const { signal } = input.options ?? {}
  const opened = Promise.withResolvers<Session>()
  const stopped = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  const over = new AbortController()
  const result = begin({
    input,
    ...author,
    signal: stopped,
    opened: opened.resolve,
    lines: (lines) => feed.push(lines),
  })
  const sessionId = opened.promise.then((session) => session.id)
  result.then(
    () => {
      over.abort('over')
      feed.end()
    },
    (error: unknown) => {
      over.abort('over')
      feed.end({ error })
      opened.reject(error)
    },
  )
  // Whoever iterates sees a failure there; these two are for whoever asks.
  sessionId.catch(() => undefined)
  result.catch(() => undefined)
  return {
    sessionId,
    result,
    interrupt: () => interrupt(opened.promise, AbortSignal.any([stopped, over.signal])),
    [Symbol.asyncIterator]: () => iterate(feed, { result, stop }),
  }
}

/** Loads the kernel only now: importing the SDK costs next to nothing. */
async function begin(conducting: Conducting): Promise<RunResult> {
  const { conduct } = await import('./engine.ts')
  return conduct(conducting)
}

async function* iterate(
  feed: Feed<StreamEvent>,
  { result, stop }: { result: Promise<RunResult>; stop: AbortController },
): AsyncGenerator<StreamEvent, void, undefined> {
  try {
    yield* feed.read()
  } finally {
    stop.abort('stop')
    await result.catch(() => undefined)
  }
}

/** `over` fires when there is nothing left to cancel. */
async function interrupt(opened: Promise<Session>, over: AbortSignal): Promise<void> {
  const session = await opened.catch(() => undefined)
  if (!session || over.aborted) return
  try {
    await session.append((state) =>
      state.run.active || state.inputs.pending.length > 0
        ? [{ type: 'cancel.requested', data: { by: 'person' } }]
        : undefined,
    )
  } catch (error) {
    if (!over.aborted) throw error
  }
}
