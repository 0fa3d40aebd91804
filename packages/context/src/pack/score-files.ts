import { isTest } from '../files/is-test.ts'
import type { TermMatcher } from '../query/term-matcher.ts'
import type { FileHits, Scan } from './scan-files.ts'

export interface ScoredFile extends FileHits {
  score: number
}

/** How fast more of the same stops to count, and how much a long file is held against its counts. */
const saturation = 1.2
const lengthWeight = 0.6
/** A term in a path counts like a definition would. */
const pathWeight = 1.5
const testWeight = 0.5

/** What a term is worth: the more, the fewer files have it. */
export function worths({ hits, files }: Scan, { terms }: TermMatcher): Float64Array {
  return Float64Array.from(terms, (_, term) => {
    const having = hits.filter(({ counts, inPath }) => has(counts, term) || inPath.includes(term))
    return Math.log(1 + (files - having.length + 0.5) / (having.length + 0.5))
  })
}

/** BM25 (Robertson, Zaragoza 2009) over counts, and the path. The best first, equals by path. */
export function scoreFiles(scan: Scan, worth: Float64Array, query: TermMatcher): ScoredFile[] {
  const average = scan.length / (scan.files || 1)
  const wantsTests = query.found('test').length > 0
  const scored = scan.hits.map((hit): ScoredFile => {
    const long = 1 - lengthWeight + (lengthWeight * hit.length) / (average || 1)
    const content = worth.reduce((sum, one, term) => {
      const count = hit.counts[term] ?? 0
      return sum + (one * count * (saturation + 1)) / (count + saturation * long)
    }, 0)
    const path = hit.inPath.reduce((sum, term) => sum + pathWeight * (worth[term] ?? 0), 0)
    const factor = isTest(hit.path) && !wantsTests ? testWeight : 1
    return { ...hit, score: factor * (content + path) }
  })
  return scored.toSorted(byScore)
}

export const byScore = (a: ScoredFile, b: ScoredFile): number =>
  b.score - a.score || (a.path < b.path ? -1 : 1)

const has = (counts: Uint32Array, term: number) => (counts[term] ?? 0) > 0
