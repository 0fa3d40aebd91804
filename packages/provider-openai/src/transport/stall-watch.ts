/**
 * Aborts a request when no byte has come for too long. It counts bytes rather than events: keep-alive comments are a
 * sign of life. One timer for a whole stream.
 */
export class StallWatch {
  readonly ms: number
  readonly #controller = new AbortController()
  #last = performance.now()
  #timer: NodeJS.Timeout | undefined

  /** `ms` 0 never aborts. */
  constructor(ms: number) {
    this.ms = ms
    if (ms > 0) this.#arm(ms)
  }

  /** Fires when the stream has stalled. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get stalled(): boolean {
    return this.#controller.signal.aborted
  }

  /** Bytes came. */
  beat(): void {
    this.#last = performance.now()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #arm(wait: number): void {
    this.#timer = setTimeout(() => {
      const left = this.ms - (performance.now() - this.#last)
      if (left > 1) this.#arm(left)
      else this.#controller.abort()
    }, wait)
  }
}
