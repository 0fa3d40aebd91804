import type { Event, StreamEvent, SubjectNews } from '@harness/kernel'

/** What a session's log and stream tell of what is spent, and of an endpoint that asks to wait. */
export class WorkNews {
  readonly #tell: (news: SubjectNews) => void
  #isHeldBack = false

  constructor(tell: (news: SubjectNews) => void) {
    this.#tell = tell
  }

  /** Those of subagents are among them. */
  lines(lines: readonly StreamEvent[]): void {
    for (const line of lines) {
      if (line.type !== 'usage') continue
      this.#tell({ kind: 'spent', tokens: line.inputTokens + line.outputTokens, cost: line.cost })
    }
  }

  events(events: readonly Event[]): void {
    for (const { type, data } of events) {
      if (type === 'model.settled') {
        this.#isHeldBack =
          data.kind === 'failed' &&
          (data.failure.retryAfterMs !== undefined || overrun.has(data.failure.status ?? 0))
      }
      if (type === 'timer.started' && data.purpose === 'retry' && this.#isHeldBack) {
        this.#tell({ kind: 'held_back', ms: data.delayMs })
      }
    }
  }
}

/** Too many requests; too much to do. */
const overrun = new Set([429, 503, 529])
