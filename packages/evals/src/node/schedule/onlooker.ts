// What is told of a run while it goes on: at most a few times a second, and once more at its end.
import type { Runtime, SubjectNews } from '@harness/kernel'
import type { AttemptState } from '../../record/eval-fold.ts'
import type { AttemptWatch } from '../attempt/attempt-world.ts'
import type { EvalProgress, RunningAttempt } from '../eval-progress.ts'

const everyMs = 250

/** An attempt under way, as it is looked at. */
export class Watched implements AttemptWatch {
  readonly state: AttemptState
  readonly spent = { turns: 0, tokens: 0, cost: 0 }
  readonly #from: number
  readonly #heard: (news: SubjectNews) => void
  #stage: RunningAttempt['stage'] = 'preparing'
  #round = 0

  constructor(state: AttemptState, from: number, heard: (news: SubjectNews) => void) {
    this.state = state
    this.#from = from
    this.#heard = heard
  }

  at(stage: RunningAttempt['stage'], round: number): void {
    this.#stage = stage
    this.#round = round
  }

  heard(news: SubjectNews): void {
    if (news.kind === 'spent') {
      this.spent.turns += 1
      this.spent.tokens += news.tokens
      this.spent.cost += news.cost ?? 0
    }
    this.#heard(news)
  }

  running(now: number): RunningAttempt {
    const { case: id, repeat } = this.state
    const { turns } = this.spent
    return { case: id, repeat, stage: this.#stage, round: this.#round, turns, ms: now - this.#from }
  }
}

interface Counts {
  passed: number
  failed: number
  infrastructure: number
  tokens: number
  cost: number | null
}

/** Counts what is over, and tells where the run stands. */
export class Onlooker {
  readonly #runtime: Runtime
  readonly #tell: ((progress: EvalProgress) => void) | undefined
  readonly #planned: number
  readonly #from: number
  readonly #counts: Counts = { passed: 0, failed: 0, infrastructure: 0, tokens: 0, cost: 0 }
  readonly running = new Set<Watched>()
  /** Of this process. */
  #finished = { count: 0, ms: 0 }
  #toldAt = -Infinity

  constructor(
    planned: number,
    { runtime, onProgress }: { runtime: Runtime; onProgress?: (progress: EvalProgress) => void },
  ) {
    this.#planned = planned
    this.#runtime = runtime
    this.#tell = onProgress
    this.#from = runtime.monotonic()
  }

  /** Something is over; `ms` where this process did it. */
  add({ scored, broken }: AttemptState, ms?: number): void {
    const counts = this.#counts
    if (scored) {
      const { usage, cost, gradeCost } = scored.facts
      counts[scored.verdict.status] += 1
      counts.tokens += usage.inputTokens + usage.outputTokens
      counts.cost =
        counts.cost === null || cost === null || gradeCost === null
          ? null
          : counts.cost + cost + gradeCost
    } else if (broken) counts.infrastructure += 1
    if (ms === undefined) return
    this.#finished.count += 1
    this.#finished.ms += ms
  }

  /** Tells where the run stands, unless that was told a moment ago. */
  look(concurrency: EvalProgress['concurrency'], { now = false } = {}): void {
    const at = this.#runtime.monotonic()
    if (!this.#tell || (!now && at - this.#toldAt < everyMs)) return
    this.#toldAt = at
    this.#tell(this.#progress(at, concurrency))
  }

  #progress(at: number, concurrency: EvalProgress['concurrency']): EvalProgress {
    const { passed, failed, infrastructure, tokens, cost } = this.#counts
    const spent = [...this.running].map((one) => one.spent)
    const over = passed + failed + infrastructure
    const { count, ms } = this.#finished
    const left = this.#planned - over
    return {
      attempts: this.#planned,
      over,
      passed,
      failed,
      infrastructure,
      running: [...this.running].map((one) => one.running(at)),
      tokens: spent.reduce((sum, one) => sum + one.tokens, tokens),
      cost: cost === null ? null : spent.reduce((sum, one) => sum + one.cost, cost),
      concurrency,
      elapsedMs: at - this.#from,
      leftMs: count === 0 ? null : ((ms / count) * left) / Math.max(1, concurrency.now),
    }
  }
}
