/**
 * Tells when no byte has come for too long. It counts bytes rather than events: keep-alive comments are a sign of life.
 * One timer for a whole stream.
 */
export class StallWatch {
  readonly ms: number
  readonly #onStall: () => void
  #stalled = false
  #last = performance.now()
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `ms` 0 never stalls. */
  constructor(ms: number, onStall: () => void) {
    this.ms = ms
    this.#onStall = onStall
    if (ms > 0) this.#arm(ms)
  }

  get stalled(): boolean {
    return this.#stalled
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
      if (left > 1) return this.#arm(left)
      this.#stalled = true
      this.#onStall()
    }, wait)
  }
}
