import type { Term } from './terms-of.ts'

/** Looks for the terms of a query in text: at the beginnings of words and of the parts of names, in any case. */
export class TermMatcher {
  readonly terms: readonly Term[]
  readonly #pattern: RegExp | undefined
  readonly #places: ReadonlyMap<string, number>

  constructor(terms: readonly Term[]) {
    this.terms = terms
    this.#places = new Map(terms.map(({ text }, at) => [text, at]))
    // The longest first: a name before its first part.
    const texts = terms.map(({ text }) => text).toSorted((a, b) => b.length - a.length)
    const alternatives = texts.map((text) => Array.from(text, escape).join('[_-]?'))
    if (terms.length > 0) this.#pattern = new RegExp(alternatives.join('|'), 'giu')
  }

  /** How often each term occurs, by its place. A name counts for its parts as well. */
  count(text: string): Uint32Array {
    const counts = new Uint32Array(this.terms.length)
    this.each(text, (term) => (counts[term] = (counts[term] ?? 0) + 1))
    return counts
  }

  /** The places of the terms that occur. */
  found(text: string): number[] {
    const counts = this.count(text)
    return this.terms.flatMap((_, at) => ((counts[at] ?? 0) > 0 ? [at] : []))
  }

  /** Calls back for each occurrence, with the term's place and where in the text it is. */
  each(text: string, take: (term: number, at: number) => void): void {
    const pattern = this.#pattern
    if (!pattern) return
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const [hit] = match
      const at = match.index
      if (!beginsPart(text, at) || !endsPart(text, at, hit)) {
        pattern.lastIndex = at + 1
        continue
      }
      const term = this.#places.get(hit.toLowerCase().replaceAll(/[_-]/g, ''))
      if (term === undefined) continue
      take(term, at)
      for (const part of this.terms[term]?.parts ?? []) take(part, at)
    }
  }
}

const isUpper = (char: string) => char >= 'A' && char <= 'Z'
const isLower = (char: string) => char >= 'a' && char <= 'z'

function beginsPart(text: string, at: number): boolean {
  const before = text.charAt(at - 1)
  if (at === 0 || (!isUpper(before) && !isLower(before))) return true
  return isUpper(text.charAt(at)) && (isLower(before) || isLower(text.charAt(at + 1)))
}

/** What follows in the same case may be an ending: of a short term a short one. */
function endsPart(text: string, at: number, hit: string): boolean {
  const most = hit.length > 4 ? 5 : 3
  const same = isUpper(text.charAt(at + hit.length - 1)) ? isUpper : isLower
  const start = at + hit.length
  let end = start
  while (end - start <= most && same(text.charAt(end))) end += 1
  return end - start <= most
}

const escape = (char: string) => (/[\p{L}\p{N}]/u.test(char) ? char : `\\${char}`)
