/** The lines of a file as numbers: equal lines have the same one. */
export class LineIds {
  /** The number of each line. */
  readonly ids: Int32Array
  readonly #numbers = new Map<string, number>()
  /** The places of number n are those from `#starts[n]` to `#starts[n + 1]`. */
  readonly #starts: Int32Array
  readonly #places: Int32Array

  constructor(lines: readonly string[], compared: (line: string) => string) {
    this.ids = new Int32Array(lines.length)
    for (const [at, line] of lines.entries()) {
      const key = compared(line)
      const id = this.#numbers.get(key) ?? this.#numbers.size
      this.#numbers.set(key, id)
      this.ids[at] = id
    }
    this.#starts = new Int32Array(this.#numbers.size + 1)
    for (const id of this.ids) this.#starts[id + 1] = (this.#starts[id + 1] ?? 0) + 1
    for (let id = 1; id < this.#starts.length; id += 1) {
      this.#starts[id] = (this.#starts[id] ?? 0) + (this.#starts[id - 1] ?? 0)
    }
    const next = this.#starts.slice()
    this.#places = new Int32Array(lines.length)
    for (const [at, id] of this.ids.entries()) {
      const place = next[id] ?? 0
      this.#places[place] = at
      next[id] = place + 1
    }
  }

  /** The numbers of lines that are compared already; undefined when one of them stands nowhere. */
  numbersOf(compared: readonly string[]): Int32Array | undefined {
    const numbers = new Int32Array(compared.length)
    for (const [at, line] of compared.entries()) {
      const id = this.#numbers.get(line)
      if (id === undefined) return undefined
      numbers[at] = id
    }
    return numbers
  }

  /** Where the lines of a number stand, ascending. */
  placesOf(id: number): Int32Array {
    return this.#places.subarray(this.#starts[id], this.#starts[id + 1])
  }
}
