import type { StreamEvent } from '@harness/kernel'
import type { Query, RunResult } from '@harness/sdk'

/** What came of waiting: a run has begun, with its first events; or nothing more is to come. */
export type Came = { kind: 'run'; events: readonly StreamEvent[] } | { kind: 'over' }

/** Of a session that is idle, so much may happen by itself. */
const passing: ReadonlySet<StreamEvent['type']> = new Set(['task.end', 'tool.progress'])

const reasons = ['done', 'failed', 'stuck', 'limit', 'denied', 'cancelled'] as const
const limits = ['turns', 'tokens', 'cost', 'time'] as const

/** Waits beside the prompt for what begins by itself. Own events are those of the session, not of its subagents. */
export class Attendance {
  readonly query: Query
  #began = performance.now()
  #end: Extract<StreamEvent, { type: 'run.end' }> | undefined
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
        if (value.type !== 'run.end' || !isOwn(value)) continue
        this.#end = value
        return
      }
    } finally {
      await this.#events.return?.()
    }
  }

  /** Of that run: its waiting was stopped when it was over. */
  async result(): Promise<RunResult> {
    const result = await this.query.result
    if (!this.#end) return result
    const { message } = this.#end
    const reason = reasons.find((one) => one === this.#end?.reason) ?? result.reason
    const limit = limits.find((one) => one === this.#end?.limit) ?? null
    const durationMs = Math.round(performance.now() - this.#began)
    return { ...result, reason, limit, message, durationMs }
  }

  async #wait(isOwn: (event: StreamEvent) => boolean): Promise<Came> {
    const events: StreamEvent[] = []
    for (;;) {
      const { value, done } = await this.#events.next()
      if (done || !value) return { kind: 'over' }
      events.push(value)
      if (!isOwn(value) || passing.has(value.type)) continue
      this.#began = performance.now()
      return { kind: 'run', events }
    }
  }
}
