import type { Share } from '../report/report.ts'
import { normalQuantile } from './normal.ts'
import { studentQuantile } from './student.ts'
import { wilson } from './wilson.ts'

/** What became of the repeats of one case that count: infrastructure and open ones are in neither number. */
export interface CaseCount {
  scored: number
  passed: number
}

/**
 * The pass rate with its interval of 95 %: the mean of the cases' own rates, so a case with more repeats counts no more than
 * another. With one repeat each it is Wilson's interval. Repeats of a case are not independent: with them it is Wilson's
 * interval at the effective number of observations, which the spread of the cases' rates gives, with Student's quantile
 * because that spread is itself estimated. Null while nothing is scored.
 */
export function meanShare(cases: readonly CaseCount[]): Share | null {
  const level = 0.95
  const counted = cases.filter(({ scored }) => scored > 0)
  const number = counted.length
  if (number === 0) return null
  const rates = counted.map(({ passed, scored }) => passed / scored)
  const value = rates.reduce((sum, rate) => sum + rate, 0) / number
  const observations = counted.reduce((sum, { scored }) => sum + scored, 0)
  // All repeats of all cases the same: whether repeats tell anything cannot be seen, and there is no spread to go by.
  const hasSpread = observations > number && number > 1 && value > 0 && value < 1
  const tail = (1 + level) / 2
  const critical = hasSpread ? studentQuantile(tail, number - 1) : normalQuantile(tail)
  const size = hasSpread ? effectiveSize(rates, { value, observations }) : number
  return { value, ...wilson(value, size, critical), level, cases: number }
}

/** Between the number of cases, where repeats tell nothing new, and that of all repeats, where each does. */
function effectiveSize(
  rates: readonly number[],
  { value, observations }: { value: number; observations: number },
): number {
  const number = rates.length
  const squares = rates.reduce((sum, rate) => sum + (rate - value) ** 2, 0)
  if (squares === 0) return observations
  const variance = squares / (number - 1) / number
  return Math.min(observations, Math.max(number, (value * (1 - value)) / variance))
}
