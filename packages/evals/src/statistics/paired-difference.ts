// The difference of two sides over the same cases. Why by these rules: docs/eval-statistics.md; that they hold: statistics.proof.ts.
import type { CaseCount } from './mean-share.ts'
import { normalQuantile, normalTail } from './normal.ts'
import { signFlips } from './sign-flips.ts'
import { studentQuantile } from './student.ts'
import { tangoInterval, tangoScore } from './tango.ts'
import type { Interval } from './wilson.ts'

/** One case on both sides. */
export interface CasePair {
  a: CaseCount
  b: CaseCount
}

/** B less A, as a share from -1 to 1: 0.05 are 5 points. */
export interface Difference extends Interval {
  value: number
  /** Of the interval. */
  level: number
  /** Two-sided: how often a difference as far from 0 is seen where there is none. */
  p: number
  /** Cases that are scored on both sides. */
  cases: number
  /** The mean square of the cases' differences: with one repeat, the share of cases in which the sides differ. */
  discordance: number
}

/** Below so many cases the p-value is counted out, not reckoned. */
const few = 10

/**
 * The mean over cases of B's rate less A's, with an interval and a p-value that agree: p is below 1 − `level` exactly where the
 * interval does not hold 0. With one repeat it is McNemar's test and Tango's interval. With repeats the case stays the unit: the
 * same statistic of the cases' differences, and Tango's interval at the number of pairs that their spread is worth. Null where no
 * case is scored on both sides.
 */
export function pairedDifference(pairs: readonly CasePair[], level = 0.95): Difference | null {
  const both = pairs.filter(({ a, b }) => a.scored > 0 && b.scored > 0)
  const size = both.length
  if (size === 0) return null
  const differences = both.map(({ a, b }) => b.passed / b.scored - a.passed / a.scored)
  const sum = differences.reduce((total, one) => total + one, 0)
  const squares = differences.reduce((total, one) => total + one * one, 0)
  const p = pValue(differences, { sum, squares })
  const isNested = both.some(({ a, b }) => a.scored > 1 || b.scored > 1)
  const worth = isNested ? worthOf(both, { differences, sum, squares }) : 1
  const up = differences.reduce((total, one) => total + Math.max(0, one), 0)
  const scaled = { b: up * worth, c: (up - sum) * worth, size: size * worth }
  const tail = (1 + level) / 2
  const critical = isNested && size > 1 ? studentQuantile(tail, size - 1) : normalQuantile(tail)
  const score = Math.abs(tangoScore(scaled, 0))
  const isTold = p < 1 - level
  // Where test and interval part by a hair, the test decides.
  const agreed = isTold ? Math.min(critical, score * 0.999) : Math.max(critical, score)
  const { low, high } = tangoInterval(scaled, agreed)
  const holdsZero = !isTold
  return {
    value: sum / size,
    low: holdsZero ? Math.min(0, low) : low,
    high: holdsZero ? Math.max(0, high) : high,
    level,
    p,
    cases: size,
    discordance: squares / size,
  }
}

interface Sums {
  sum: number
  squares: number
}

/** Σd / √Σd²: with one repeat the root of McNemar's χ². */
function pValue(differences: readonly number[], { sum, squares }: Sums): number {
  if (squares === 0) return 1
  const reckoned = Math.min(1, 2 * normalTail(Math.abs(sum) / Math.sqrt(squares)))
  return differences.length < few ? Math.max(reckoned, signFlips(differences)) : reckoned
}

/**
 * How many pairs of single repeats each case is worth: what the spread of the differences would be, were they single ones, over
 * what it is. At least one, and no more than all repeats being independent.
 */
function worthOf(
  both: readonly CasePair[],
  { differences, sum, squares }: Sums & { differences: readonly number[] },
): number {
  const size = both.length
  const centre = (sum * sum) / size
  const single = differences.reduce((total, one) => total + Math.abs(one), 0) - centre
  const seen = squares - centre
  // All differences the same at -1, 0 or 1.
  if (single < 1e-9) return 1
  const inverse = both.reduce((total, { a, b }) => total + 1 / a.scored + 1 / b.scored, 0)
  const most = (2 * size) / inverse
  return seen <= 0 ? most : Math.min(most, Math.max(1, single / seen))
}
