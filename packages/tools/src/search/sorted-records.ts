import { comparePaths } from './compare-paths.ts'
import { plainPath } from './look-for.ts'

/** Characters of records that are held to be sorted. */
const most = 2 * 1024 * 1024

/**
 * ripgrep's records by file, in whatever order its threads found them, to be told in the order of their paths. It is twice
 * as fast as when it sorts itself.
 */
export class SortedRecords {
  readonly #files = new Map<string, string[]>()
  #current: string[] = []
  #size = 0

  /** False when there are too many. */
  take(record: string): boolean {
    const nul = record.indexOf('\0')
    // What stands between two groups of lines is of the file before it.
    if (nul >= 0) {
      const path = plainPath(record.slice(0, nul))
      this.#current = this.#files.get(path) ?? []
      this.#files.set(path, this.#current)
    }
    this.#current.push(record)
    this.#size += record.length
    return !this.isFull
  }

  get isFull(): boolean {
    return this.#size > most
  }

  /** Hands the records on, until there is enough. */
  tell(take: (record: string) => boolean): void {
    const sorted = [...this.#files].toSorted(([one], [other]) => comparePaths(one, other))
    for (const [, records] of sorted) if (!records.every(take)) return
  }
}
