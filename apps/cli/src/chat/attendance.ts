import type { StreamEvent } from '@harness/kernel'
import type { Query } from '@harness/sdk'

/** What came of waiting: a run has begun, with its first events; or nothing more is to come. */
export type Came = { kind: 'run'; events: readonly StreamEvent[] } | { kind: 'over' }

/** Of a session that is idle, so much may happen by itself. */
const passing: ReadonlySet<StreamEvent['type']> = new Set(['task.end', 'tool.progress'])

/** Waits beside the prompt for what begins by itself. Own events are those of the session, not of its subagents. */
export class Attendance {
  readonly query: Query
  readonly #events: AsyncIterator<StreamEvent, void, undefined>
  /** Resolves when a run has begun, or nothing can any more. Rejects with what broke the session. */
  readonly came: Promise<Came>

  constructor(query: Query, isOwn: (event: StreamEvent) => boolean) {
    this.query = query
    this.#events = query[Symbol.asyncIterator]()
    this.came = this.#wait(isOwn)
    // Whoever waits for it sees it.
    this.came.catch(() => undefined)
  }

  /** The rest of the run, to its end. */
  async *rest(
    isOwn: (event: StreamEvent) => boolean,
  ): AsyncGenerator<StreamEvent, void, undefined> {
    try {
      for (;;) {
        const { value, done } = await this.#events.next()
        if (done || !value) return
        yield value
        if (value.type === 'run.end' && isOwn(value)) return
      }
    } finally {
      await this.#events.return?.()
    }
  }

  async #wait(isOwn: (event: StreamEvent) => boolean): Promise<Came> {
    const events: StreamEvent[] = []
    for (;;) {
      const { value, done } = await this.#events.next()
      if (done || !value) return { kind: 'over' }
      events.push(value)
      if (isOwn(value) && !passing.has(value.type)) return { kind: 'run', events }
    }
  }
}
