import type { Runtime } from '@harness/kernel'

/** Between two steps down: several attempts are asked to wait by one and the same moment. */
const calmMs = 1000

/** How many attempts may be under way: halved when an endpoint asks to wait, and one more after as many that it did not. */
export class Throttle {
  readonly most: number
  readonly #runtime: Pick<Runtime, 'monotonic'>
  readonly #changed: (now: number, why: string) => void
  #now: number
  #quiet = 0
  #loweredAt = -Infinity

  constructor(
    most: number,
    runtime: Pick<Runtime, 'monotonic'>,
    changed: (now: number, why: string) => void,
  ) {
    this.most = most
    this.#now = most
    this.#runtime = runtime
    this.#changed = changed
  }

  get now(): number {
    return this.#now
  }

  /** An endpoint has asked to wait, or an attempt has failed because of that. */
  heldBack(): void {
    this.#quiet = 0
    const at = this.#runtime.monotonic()
    if (at - this.#loweredAt < calmMs) return
    this.#loweredAt = at
    if (this.#now > 1) this.#set(Math.floor(this.#now / 2), 'an endpoint asks to wait')
  }

  /** An attempt has ended. */
  ended({ quiet }: { quiet: boolean }): void {
    if (!quiet || this.#now >= this.most) return
    this.#quiet += 1
    if (this.#quiet < this.#now) return
    this.#quiet = 0
    this.#set(this.#now + 1, 'no endpoint asks to wait any more')
  }

  #set(now: number, why: string): void {
    this.#now = now
    this.#changed(now, why)
  }
}
