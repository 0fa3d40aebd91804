/** Time for an answer: wound up by signs of progress, but not for ever. `over` fires when there is none left. */
export class Deadline {
  readonly #over = new AbortController()
  readonly #ms: number
  readonly #isHeld: () => boolean
  readonly #last: number
  #timer: NodeJS.Timeout

  /** While it `isHeld` no time is counted: a person is thinking. */
  constructor(ms: number, isHeld: () => boolean) {
    this.#ms = ms
    this.#isHeld = isHeld
    this.#last = performance.now() + ms * longest
    this.#timer = this.#wind(ms)
  }

  get over(): AbortSignal {
    return this.#over.signal
  }

  touch(): void {
    if (this.over.aborted) return
    clearTimeout(this.#timer)
    this.#timer = this.#wind(Math.max(0, Math.min(this.#ms, this.#last - performance.now())))
  }

  end(): void {
    clearTimeout(this.#timer)
  }

  #wind(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      if (this.#isHeld()) this.#timer = this.#wind(this.#ms)
      else this.#over.abort('timeout')
    }, ms)
  }
}

/** How many times its limit a request may take while it makes progress. */
const longest = 10
