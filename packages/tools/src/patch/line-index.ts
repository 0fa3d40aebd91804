import type { Matching } from './section.ts'

/** How lines are compared, the strictest first. */
const levels: Record<Matching, readonly ((line: string) => string)[]> = {
  exact: [(line) => line],
  lenient: [
    (line) => line,
    (line) => line.replace(endSpace, ''),
    (line) => trimmed(line),
    (line) => trimmed(line).replace(typography, (mark) => plainMarks.get(mark) ?? mark),
  ],
}

/** White space as Unicode has it; a byte order mark is none. */
const space = String.raw`[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+`
const endSpace = new RegExp(`${space}$`)
const startSpace = new RegExp(`^${space}`)
const trimmed = (line: string) => line.replace(startSpace, '').replace(endSpace, '')

/** What editors and people put in the place of plain characters. */
const plainMarks = new Map(
  Object.entries({
    '-': '\u2010\u2011\u2012\u2013\u2014\u2015\u2212',
    "'": '\u2018\u2019\u201a\u201b',
    '"': '\u201c\u201d\u201e\u201f',
    ' ': '\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
  }).flatMap(([plain, marks]) => Array.from(marks).map((mark): [string, string] => [mark, plain])),
)
const typography = new RegExp(`[${[...plainMarks.keys()].join('')}]`, 'g')

export interface Search {
  /** Places before it do not count. */
  from: number
  /** Only at the end of the file. */
  isLast?: boolean
  /** The place to be near to; without it the first one is found. */
  near?: number | undefined
}

/** The lines of a file by their words: a search costs no pass over the file, however many hunks there are. */
export class LineIndex {
  readonly #lines: readonly string[]
  readonly #levels: readonly ((line: string) => string)[]
  readonly #seen = new Map<number, { lines: string[]; places: Map<string, number[]> }>()

  constructor(lines: readonly string[], matching: Matching) {
    this.#lines = lines
    this.#levels = levels[matching]
  }

  /** Where these lines stand, by the strictest comparison that finds them. */
  find(wanted: readonly string[], search: Search): number | undefined {
    for (const [level, compared] of this.#levels.entries()) {
      const at = this.#findBy(level, wanted.map(compared), search)
      if (at !== undefined) return at
    }
    return undefined
  }

  #findBy(level: number, wanted: readonly string[], search: Search): number | undefined {
    const { lines, places } = this.#seenBy(level)
    const last = lines.length - wanted.length
    const from = search.isLast ? Math.max(last, 0) : search.from
    const rare = rarest(wanted, places)
    if (!rare) return undefined
    const near = search.near ?? from
    let best: number | undefined
    for (const start of startsFrom(rare.places, near, rare.offset)) {
      if (best !== undefined && Math.abs(start - near) >= Math.abs(best - near)) break
      if (start < from || start > last) continue
      if (wanted.every((line, at) => lines[start + at] === line)) best = start
    }
    return best
  }

  #seenBy(level: number) {
    const known = this.#seen.get(level)
    if (known) return known
    const compared = this.#levels[level] ?? ((line: string) => line)
    const lines = this.#lines.map(compared)
    const places = new Map<string, number[]>()
    for (const [at, line] of lines.entries()) {
      const same = places.get(line)
      if (same) same.push(at)
      else places.set(line, [at])
    }
    const seen = { lines, places }
    this.#seen.set(level, seen)
    return seen
  }
}

/** The wanted line that stands in the fewest places; undefined when one stands nowhere. */
function rarest(wanted: readonly string[], places: ReadonlyMap<string, number[]>) {
  let best: { offset: number; places: number[] } | undefined
  for (const [offset, line] of wanted.entries()) {
    const found = places.get(line)
    if (!found) return undefined
    if (!best || found.length < best.places.length) best = { offset, places: found }
  }
  return best
}

/** Places where the lines may begin, the nearest first; of two that are as near, the later one. */
function* startsFrom(places: readonly number[], near: number, offset: number): Iterable<number> {
  let after = firstAtLeast(places, near + offset)
  let before = after - 1
  while (before >= 0 || after < places.length) {
    const above = (places[before] ?? -Infinity) - offset
    const below = (places[after] ?? Infinity) - offset
    if (below - near <= near - above) {
      yield below
      after += 1
    } else {
      yield above
      before -= 1
    }
  }
}

function firstAtLeast(places: readonly number[], wanted: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
