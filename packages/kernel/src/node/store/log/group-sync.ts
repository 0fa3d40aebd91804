/**
 * Many callers, few syncs. A sync under way covers a caller only if everything that the caller wrote was written when
 * it began; otherwise the callers share the one that follows it.
 */
export class GroupSync {
  readonly #sync: () => Promise<void>
  readonly #written: () => number
  #durable = -1
  #running: { covers: number; done: Promise<void> } | undefined
  #following: Promise<void> | undefined

  /** `written` tells the end of what was written so far; `sync` makes all of that durable. */
  constructor({ sync, written }: { sync: () => Promise<void>; written: () => number }) {
    this.#sync = sync
    this.#written = written
  }

  /** Resolves when all that is written now is durable. */
  join(): Promise<void> {
    const end = this.#written()
    if (this.#durable >= end) return Promise.resolve()
    if (!this.#running) return this.#start()
    if (this.#running.covers >= end) return this.#running.done
    this.#following ??= this.#running.done.then(() => {
      this.#following = undefined
      return this.#start()
    })
    return this.#following
  }

  /** Resolves when no sync is under way, however they ended. */
  async idle(): Promise<void> {
    await Promise.allSettled([this.#running?.done, this.#following])
  }

  #start(): Promise<void> {
    const covers = this.#written()
    const done = this.#run(covers)
    this.#running = { covers, done }
    return done
  }

  async #run(covers: number): Promise<void> {
    try {
      await this.#sync()
      this.#durable = covers
    } finally {
      this.#running = undefined
    }
  }
}
