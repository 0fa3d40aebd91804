/** A tree of files: names down to a depth, counts below it. */
export class FileTree {
  readonly #depth: number
  readonly #files: string[] = []
  readonly #folders = new Map<string, FileTree>()
  #count = 0

  constructor(depth: number) {
    this.#depth = depth
  }

  /** Adds a file by its path, relative to this folder. */
  add(path: string): void {
    this.#count += 1
    if (this.#depth === 0) return
    const slash = path.indexOf('/')
    if (slash < 0) {
      this.#files.push(path)
      return
    }
    const name = path.slice(0, slash)
    const folder = this.#folders.get(name) ?? new FileTree(this.#depth - 1)
    this.#folders.set(name, folder)
    folder.add(path.slice(slash + 1))
  }

  /** Folders first, each with what it holds below it. */
  *lines(indent = ''): Iterable<string> {
    for (const [name, folder] of [...this.#folders].toSorted(byName)) {
      const deep = this.#depth === 1
      yield `${indent}${name}/${deep ? ` (${folder.#count} files)` : ''}`
      yield* folder.lines(`${indent}  `)
    }
    for (const name of this.#files.toSorted(order)) yield indent + name
  }
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byName = ([a]: [string, FileTree], [b]: [string, FileTree]) => order(a, b)
