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
    // What stands between two groups of lines is of the file before it.
    if (record !== '--') {
      const path = plainPath(record.split('\0', 1)[0] ?? '')
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

  *sorted(): Iterable<string> {
    const files = [...this.#files].map(([path, records]) => ({ key: orderOf(path), records }))
    files.sort((one, other) => (one.key < other.key ? -1 : 1))
    for (const { records } of files) yield* records
  }
}

/** Paths sort name by name: what is in a folder stands together, as where ripgrep sorts. */
const orderOf = (path: string) => path.replaceAll('/', '\0')
