import { findLines } from './find-lines.ts'
import { LineIds } from './line-ids.ts'
import type { Matching } from './section.ts'

/** How lines are compared, the strictest first. */
const levels: Record<Matching, readonly ((line: string) => string)[]> = {
  exact: [(line) => line],
  lenient: [
    (line) => line,
    (line) => line.slice(0, endOf(line)),
    (line) => trimmed(line),
    (line) => trimmed(line).replace(typography, (mark) => plainMarks.get(mark) ?? mark),
  ],
}

/** White space as Unicode has it; a byte order mark is none. */
const space = new Set(
  Array.from(
    '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a' +
      '\u2028\u2029\u202f\u205f\u3000',
  ),
)

// Not by a regular expression: a long line of blanks would take it the square of its length.
function endOf(line: string): number {
  let end = line.length
  while (end > 0 && space.has(line.charAt(end - 1))) end -= 1
  return end
}

function trimmed(line: string): string {
  const end = endOf(line)
  let from = 0
  while (from < end && space.has(line.charAt(from))) from += 1
  return line.slice(from, end)
}

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

/** The lines of a file by their words, made ready once for all searches. */
export class LineIndex {
  readonly #lines: readonly string[]
  readonly #levels: readonly ((line: string) => string)[]
  readonly #seen = new Map<number, LineIds>()
  /** From where on lines were not found: many hunks may look for the same ones. */
  readonly #missed = new Map<string, number>()

  constructor(lines: readonly string[], matching: Matching) {
    this.#lines = lines
    this.#levels = levels[matching]
  }

  /** Where these lines stand, by the strictest comparison that finds them. */
  find(wanted: readonly string[], search: Search): number | undefined {
    const last = this.#lines.length - wanted.length
    const from = search.isLast ? Math.max(last, 0) : search.from
    const near = Math.max(search.near ?? from, from)
    for (const [level, compared] of this.#levels.entries()) {
      const file = this.#seen.get(level) ?? new LineIds(this.#lines, compared)
      this.#seen.set(level, file)
      const numbers = file.numbersOf(wanted.map(compared))
      if (!numbers) continue
      const name = `${level} ${numbers.join()}`
      if (from >= (this.#missed.get(name) ?? Infinity)) continue
      const at = findLines(file, numbers, { from, near })
      if (at !== undefined) return at
      this.#missed.set(name, from)
    }
    return undefined
  }
}
