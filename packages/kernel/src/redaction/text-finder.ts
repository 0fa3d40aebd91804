// Finds many texts in one: most places of it are never looked at (Wu and Manber, 1994). Owns: of what overlaps the longest
// is found, and what is then left of the text is looked at again.

/** No text is shorter. */
export const shortest = 8
const block = 3
const mask = 0xffff

/** A place in a text: from `start` up to `end`. */
export interface Span {
  start: number
  end: number
}

export class TextFinder {
  /** By their first characters, the longest first. */
  readonly #buckets = new Map<string, string[]>()
  /** By a hash of three characters: how far no text can begin. */
  readonly #skips = new Uint8Array(mask + 1).fill(shortest - block + 1)
  /** Of the first three characters of each. */
  readonly #firsts = new Uint8Array(mask + 1)
  readonly #sorted: readonly string[]
  readonly #longest: number

  /** @param texts Each of eight characters or more. */
  constructor(texts: Iterable<string>) {
    this.#sorted = [...texts].toSorted()
    for (const text of this.#sorted.toSorted((one, other) => other.length - one.length)) {
      const head = text.slice(0, shortest)
      const bucket = this.#buckets.get(head)
      if (bucket) bucket.push(text)
      else this.#buckets.set(head, [text])
      this.#firsts[hash(text, 0)] = 1
      for (let at = 0; at + block <= shortest; at++) {
        const key = hash(text, at)
        this.#skips[key] = Math.min(this.#skips[key] ?? 0, shortest - block - at)
      }
    }
    this.#longest = Math.max(0, ...this.#sorted.map(({ length }) => length))
  }

  /** Where they stand, in order and apart from one another. */
  find(text: string): Span[] {
    const found: Span[] = []
    let isOut = false
    for (let at = 0; at + shortest <= text.length;) {
      const skip = this.#skips[hash(text, at + shortest - block)] ?? 0
      if (skip > 0) {
        at += skip
        continue
      }
      const length = this.#lengthAt(text, at)
      const last = found.at(-1)
      if (length > 0 && (!last || last.end <= at)) found.push({ start: at, end: at + length })
      else if (last && length > last.end - last.start) {
        found[found.length - 1] = { start: at, end: at + length }
        isOut = true
      }
      at += 1
    }
    return isOut ? this.#withWhatIsLeft(text, found) : found
  }

  /** How long the longest end of a text is with which one of them begins. */
  openEnd(text: string): number {
    for (let at = Math.max(0, text.length - this.#longest + 1); at < text.length; at++) {
      const isLong = text.length - at >= block
      if ((!isLong || this.#firsts[hash(text, at)] === 1) && this.#begins(text.slice(at))) {
        return text.length - at
      }
    }
    return 0
  }

  #lengthAt(text: string, at: number): number {
    const bucket = this.#buckets.get(text.slice(at, at + shortest))
    return bucket?.find((one) => text.startsWith(one, at))?.length ?? 0
  }

  #begins(end: string): boolean {
    let [low, high] = [0, this.#sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#sorted[middle] ?? '') < end) low = middle + 1
      else high = middle
    }
    const next = this.#sorted[low]
    // It stands before all that it begins; one that it is itself may begin others.
    return (
      (next !== undefined && next !== end && next.startsWith(end)) ||
      (next === end && this.#sorted[low + 1]?.startsWith(end) === true)
    )
  }

  /** Within one that gave way to a longer one there may be others. */
  #withWhatIsLeft(text: string, found: readonly Span[]): Span[] {
    const gaps = [...found, { start: text.length, end: text.length }].flatMap(
      ({ start }, index) => {
        const from = found[index - 1]?.end ?? 0
        return this.find(text.slice(from, start)).map((span) => ({
          start: from + span.start,
          end: from + span.end,
        }))
      },
    )
    return [...found, ...gaps].toSorted((one, other) => one.start - other.start)
  }
}

const hash = (text: string, at: number): number =>
  (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & mask
