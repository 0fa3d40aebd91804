import type { Report } from '../report/report.ts'
import { holm } from '../statistics/holm.ts'
import type { Comparison } from './comparison.ts'
import { compareReports, decided } from './compare-reports.ts'

/**
 * Several comparisons that are asked together, one for each suite: their p-values are made larger by Holm's rule, so that one
 * false verdict among all of them is as rare as it is in one alone. Throws as `compareReports` does.
 */
export function compareMany(pairs: readonly { a: Report; b: Report }[]): Comparison[] {
  const comparisons = pairs.map(({ a, b }) => compareReports(a, b))
  // Those that can have no verdict ask nothing.
  const asked = comparisons.filter(({ p, withheld }) => p !== null && withheld === null)
  const adjusted = new Map(
    holm(asked.map(({ p }) => p ?? 1)).map((p, index) => [asked[index], p] as const),
  )
  return comparisons.map((one) => decided(one, adjusted.get(one) ?? one.p))
}
