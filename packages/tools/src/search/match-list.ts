import { Listing } from '../output/listing.ts'
import { plainPath } from './look-for.ts'

/** ripgrep's records (`path NUL line:text`, or a path alone) as a text with every path once, above its lines. */
export class MatchList {
  readonly #wanted: (path: string) => boolean
  readonly #listing = new Listing('lines')
  #path = ''

  constructor(wanted: (path: string) => boolean) {
    this.#wanted = wanted
  }

  /** False when there is enough. */
  take(record: string): boolean {
    const nul = record.indexOf('\0')
    // The line between two groups of context.
    if (nul < 0 && (record === '--' || record === '')) return true
    const path = plainPath(nul < 0 ? record : record.slice(0, nul))
    if (!this.#wanted(path)) return true
    if (path !== this.#path) this.#listing.add(path)
    this.#path = path
    if (nul >= 0) this.#listing.add(`  ${record.slice(nul + 1)}`)
    return !this.#listing.full
  }

  text(none: string): string {
    return this.#listing.text(none)
  }
}
