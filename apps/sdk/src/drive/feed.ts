// Values on their way from callbacks to one consumer, in order. The producer never waits.
export class Feed<T> {
  #waiting: T[] = []
  #wake: (() => void) | undefined
  #end: { error?: unknown } | undefined

  push(values: readonly T[]): void {
    if (this.#end) return
    this.#waiting.push(...values)
    this.#wake?.()
  }

  /** Ends the feed after what was pushed; with an error, the consumer's iteration rejects with it. */
  end(end: { error?: unknown } = {}): void {
    this.#end ??= end
    this.#wake?.()
  }

  async *read(): AsyncGenerator<T, void, undefined> {
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
