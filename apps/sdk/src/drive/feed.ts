// Values on their way from callbacks to one consumer, in order. The producer never waits. What nobody has begun to read is
// bounded: the newest are kept.

/** How many values are kept for a reader that is yet to come. A reader that is there gets every one. */
export const keptUnread = 4096

export class Feed<T> {
  #waiting: T[] = []
  #isRead = false
  #wake: (() => void) | undefined
  #end: { error?: unknown } | undefined

  push(values: readonly T[]): void {
    if (this.#end) return
    for (const value of values) this.#waiting.push(value)
    if (!this.#isRead) this.#forget()
    this.#wake?.()
  }

  /** Ends the feed after what was pushed; with an error, the consumer's iteration rejects with it. */
  end(end: { error?: unknown } = {}): void {
    this.#end ??= end
    this.#wake?.()
  }

  /** Everything from the first value on, unless more than `keptUnread` came before this call. */
  read(): AsyncGenerator<T, void, undefined> {
    this.#isRead = true
    return this.#values()
  }

  /** Half at a time, so that a value costs the same at any length. */
  #forget(): void {
    if (this.#waiting.length >= 2 * keptUnread) this.#waiting = this.#waiting.slice(-keptUnread)
  }

  async *#values(): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const values = this.#waiting
      this.#waiting = []
      yield* values
      if (this.#waiting.length > 0) continue
      if (this.#end) break
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    if ('error' in this.#end) throw this.#end.error
  }
}
