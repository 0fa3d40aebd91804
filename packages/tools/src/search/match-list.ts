import { resultBytes, sizeInLog } from '@harness/kernel'
import { plainPath } from './look-for.ts'

const mostBytes = resultBytes - 1024

export interface MatchListOptions {
  wanted: (path: string) => boolean
  /** What is counted. */
  what: 'files' | 'lines'
  /** Of one file. */
  mostMatches: number
}

/**
 * ripgrep's records (`path NUL line:text`, or a path alone) as a text with every path once, above its lines. What has no
 * room is counted; where nobody gave the rest, the text says that there is more, and not how much.
 */
export class MatchList {
  readonly #options: MatchListOptions
  readonly #lines: string[] = []
  #bytes = 0
  #isFull = false
  #more = 0
  #path = ''
  #matches = 0

  constructor(options: MatchListOptions) {
    this.#options = options
  }

  /** False when there is enough; more of them may be given all the same. */
  take(record: string): boolean {
    // Between two groups of lines.
    if (record === '--' || record === '') return true
    const [name = '', line] = record.split('\0', 2)
    const path = plainPath(name)
    if (!this.#options.wanted(path)) return true
    if (path !== this.#path) this.#begin(path, line === undefined)
    if (line !== undefined) this.#line(line)
    return !this.#isFull
  }

  /** `isCut`: the records ended with the one that there was no room for. */
  text(none: string, isCut = false): string {
    if (this.#lines.length === 0) return none
    const { what } = this.#options
    const count = isCut ? `more ${what}` : `${this.#more} more ${what}`
    const more = this.#isFull ? [`[${count}: narrow the search]`] : []
    return [...this.#lines, ...more].join('\n')
  }

  #begin(path: string, isCounted: boolean): void {
    this.#path = path
    this.#matches = 0
    this.#add(path, isCounted ? 1 : 0)
  }

  #line(line: string): void {
    if (/^\d+:/.test(line)) this.#matches += 1
    const over = this.#matches - this.#options.mostMatches
    if (over === 1) this.#add('  [more matches in this file]', 0)
    if (over > 0) this.#matches = Number.POSITIVE_INFINITY
    else this.#add(`  ${line}`, 1)
  }

  #add(line: string, count: number): void {
    const size = sizeInLog(line)
    this.#isFull ||= this.#bytes + size > mostBytes
    if (this.#isFull) {
      this.#more += count
      return
    }
    this.#bytes += size
    this.#lines.push(line)
  }
}
