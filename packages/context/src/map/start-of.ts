import { isTest } from '../files/is-test.ts'
import type { TermMatcher } from '../query/term-matcher.ts'
import type { SurveyedFile } from '../symbols/survey.ts'

/** Where a reader with this query begins, by file; together 1. Without a query: anywhere, rather not in a test. */
export function startOf(files: readonly SurveyedFile[], query: TermMatcher): Float64Array {
  const elsewhere = query.terms.length > 0 ? 0.02 : 1
  const weights = Float64Array.from(files, ({ path, symbols }) => {
    const byPath = query.found(path).length
    const names = symbols.map(({ name }) => query.found(name).length)
    const byName = names.reduce((most, one) => Math.max(most, one), 0)
    return (isTest(path) ? 0.3 : 1) * (elsewhere + byPath + byName)
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / (sum || 1))
}
