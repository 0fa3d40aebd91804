import { resultBytes, sizeInLog } from '@harness/kernel'

const mostBytes = resultBytes - 1024

/** Lines up to a bound, and how many more there were. */
export class Listing {
  readonly #what: string
  readonly #lines: string[] = []
  #bytes = 0
  #more = 0

  /** `what` is counted: files, matches. */
  constructor(what: string) {
    this.#what = what
  }

  get full(): boolean {
    return this.#more > 0
  }

  add(line: string): void {
    const size = sizeInLog(line)
    if (this.full || this.#bytes + size > mostBytes) {
      this.#more += 1
      return
    }
    this.#bytes += size
    this.#lines.push(line)
  }

  text(none: string): string {
    if (this.#lines.length === 0) return none
    const more = this.#more > 0 ? [`[${this.#more} more ${this.#what}: narrow the search]`] : []
    return [...this.#lines, ...more].join('\n')
  }
}
