import { isTest } from '../files/is-test.ts'
import type { SymbolKind } from '../languages/language.ts'
import type { TermMatcher } from '../query/term-matcher.ts'
import type { SurveyedFile } from '../symbols/survey.ts'
import { hashOfWord } from '../symbols/words-of.ts'
import type { Ranks } from './rank-files.ts'

export interface RankedSymbol {
  /** Places in the list of files and in the file's list of symbols. */
  file: number
  symbol: number
  score: number
}

const weights: Record<SymbolKind, number> = {
  class: 1,
  type: 0.9,
  function: 1,
  module: 0.6,
  constant: 0.5,
  method: 0.5,
  group: 0.1,
  rule: 0.1,
}

/** How much less each further symbol of a file counts, so that no file fills a map alone. */
const decline = 0.25

/** All symbols, the most important first: by what rank their name brings, what rank their file has, and the query. */
export function rankSymbols(
  files: readonly SurveyedFile[],
  ranks: Ranks,
  query: TermMatcher,
): RankedSymbol[] {
  const wantsTests = query.found('test').length > 0
  const ranked = files.flatMap(({ path, symbols }, file) => {
    const flows = ranks.byName[file]
    const share = (0.2 * (ranks.files[file] ?? 0)) / Math.sqrt(symbols.length || 1)
    const seen = new Set<string>()
    const own = symbols.map(({ name, kind, parent, isShared }, symbol): RankedSymbol => {
      const flow = isShared ? (flows?.get(hashOfWord(name)) ?? 0) : 0
      const inner = (parent === undefined ? 1 : 0.5) * (isShared ? 1 : 0.3)
      const asked = 1 + 8 * query.found(name).length
      // Overloads, and a type beside the value of its name.
      const again = seen.has(name) ? 0.1 : 1
      seen.add(name)
      return { file, symbol, score: (flow + share * inner) * weights[kind] * asked * again }
    })
    const factor = isTest(path) && !wantsTests ? 0.2 : 1
    return own
      .toSorted((a, b) => b.score - a.score || a.symbol - b.symbol)
      .map((one, at) => Object.assign(one, { score: (factor * one.score) / (1 + decline * at) }))
  })
  return ranked.toSorted((a, b) => b.score - a.score || a.file - b.file || a.symbol - b.symbol)
}
