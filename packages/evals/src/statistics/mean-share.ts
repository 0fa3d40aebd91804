import type { Share } from '../report/report.ts'

/** The mean over cases of what passed of each, with its interval by Wilson's score. Cases of which nothing is scored do not count; `cases` must hold one that does. */
export function meanShare(cases: readonly { scored: number; passed: number }[]): Share {
  const counted = cases.filter(({ scored }) => scored > 0)
  const n = counted.length
  const value = counted.reduce((sum, { scored, passed }) => sum + passed / scored, 0) / n
  const z = 1.959963984540054
  const middle = (value + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half =
    (z / (1 + (z * z) / n)) * Math.sqrt((value * (1 - value)) / n + (z * z) / (4 * n * n))
  return {
    value,
    low: Math.max(0, middle - half),
    high: Math.min(1, middle + half),
    level: 0.95,
    cases: n,
  }
}
