// What a caller holds of a run: its events, its result, and a way to cancel it. Loads nothing of the kernel.
import type { Session, StreamEvent } from '@harness/kernel'
import type { Query } from '../query.ts'
import type { RunResult } from '../run-result.ts'
import { Feed } from './feed.ts'

/** What a run is given by whoever holds it. */
export interface Held {
  /** Fires when nobody wants it any more: nothing more is written. */
  signal: AbortSignal
  /** Called once, when the session is held, set up, and has its prompt. */
  opened(session: Session): void
  /** Takes the stream as it comes. */
  lines(lines: readonly StreamEvent[]): void
}

/** Begins at once. */
export function startQuery(
  begin: (held: Held) => Promise<RunResult>,
  signal: AbortSignal | undefined,
): Query {
  const feed = new Feed<StreamEvent>()
  const stop = new AbortController()
  const opened = Promise.withResolvers<Session>()
  const stopped = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  const over = new AbortController()
  const result = begin({
    signal: stopped,
    opened: opened.resolve,
    lines: (lines) => feed.push(lines),
  })
  const sessionId = opened.promise.then((session) => session.id)
  result.then(
    () => {
      over.abort('over')
      feed.end()
      opened.reject(new Error('the run was over before it began'))
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
    interrupt: (by) => interrupt(opened.promise, AbortSignal.any([stopped, over.signal]), by),
    [Symbol.asyncIterator]: () => iterate(feed, { result, stop }),
  }
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
async function interrupt(
  opened: Promise<Session>,
  over: AbortSignal,
  by = 'person',
): Promise<void> {
  const session = await opened.catch(() => undefined)
  if (!session || over.aborted) return
  try {
    await session.append((state) =>
      state.run.active || state.inputs.pending.length > 0
        ? [{ type: 'cancel.requested', data: { by } }]
        : undefined,
    )
  } catch (error) {
    if (!over.aborted) throw error
  }
}
