import type { AttemptReport, CaseReport, Report } from '../report/report.ts'
import { isScored, totalsOf } from '../report/totals-of.ts'
import type { Side } from './comparison.ts'

/** What counts of a case, by its attempts. */
export function countOf({ attempts }: CaseReport): { scored: number; passed: number } {
  const scored = attempts.filter(isScored)
  return { scored: scored.length, passed: scored.filter((one) => one.status === 'passed').length }
}

/** One run as a side of a comparison, over some of its cases. */
export function sideOf({ run }: Report, cases: readonly CaseReport[]): Side {
  const { passRate, firstTryRate, passed, firstTry, assisted, failed, ...totals } = totalsOf(cases)
  const { infrastructure, open, failures, mean } = totals
  const scored = cases.flatMap((one) => one.attempts.filter(isScored))
  return {
    run: run.id,
    subject: run.subject.name,
    isRecorded: run.subject.facts['recorded'] === true,
    passRate,
    firstTryRate,
    scored: passed + failed,
    passed,
    firstTry,
    assisted,
    infrastructure,
    open,
    failures,
    mean: mean && {
      turns: mean.turns,
      seconds: mean.seconds,
      tokens: mean.tokens,
      cost: meanCost(scored),
    },
  }
}

/** Null where the price of one is unknown. */
const meanCost = (scored: readonly AttemptReport[]): number | null =>
  scored.some(({ cost }) => cost === null)
    ? null
    : scored.reduce((sum, { cost }) => sum + (cost ?? 0), 0) / scored.length
