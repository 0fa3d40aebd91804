import type { FailureType } from '../record/verdict.ts'
import type { AttemptReport, CaseReport, Report } from '../report/report.ts'
import { meanShare } from '../statistics/mean-share.ts'
import type { Side } from './comparison.ts'

/** Whether an attempt counts. */
export const isScored = ({ status }: AttemptReport): boolean =>
  status === 'passed' || status === 'failed'

/** What counts of a case, by its attempts. */
export function countOf({ attempts }: CaseReport): { scored: number; passed: number } {
  const scored = attempts.filter(isScored)
  return { scored: scored.length, passed: scored.filter((one) => one.status === 'passed').length }
}

/** One run as a side of a comparison, over some of its cases. */
export function sideOf({ run }: Report, cases: readonly CaseReport[]): Side {
  const attempts = cases.flatMap((one) => one.attempts)
  const scored = attempts.filter(isScored)
  const passed = scored.filter((one) => one.status === 'passed')
  const assisted = passed.filter((one) => one.assisted).length
  const statuses = (status: AttemptReport['status']) =>
    attempts.filter((one) => one.status === status).length
  return {
    run: run.id,
    subject: run.subject.name,
    isRecorded: run.subject.facts['recorded'] === true,
    passRate: meanShare(cases.map(countOf)),
    firstTryRate: meanShare(
      cases.map((one) => ({
        scored: countOf(one).scored,
        passed: one.attempts.filter((each) => each.status === 'passed' && !each.assisted).length,
      })),
    ),
    scored: scored.length,
    passed: passed.length,
    firstTry: passed.length - assisted,
    assisted,
    infrastructure: statuses('infrastructure'),
    open: statuses('open'),
    failures: failuresOf(scored),
    mean: meanOf(scored),
  }
}

function failuresOf(scored: readonly AttemptReport[]): Side['failures'] {
  const counts: Partial<Record<FailureType, number>> = {}
  for (const { failure } of scored) if (failure) counts[failure] = (counts[failure] ?? 0) + 1
  return counts
}

function meanOf(scored: readonly AttemptReport[]): Side['mean'] {
  if (scored.length === 0) return null
  const mean = (of: (attempt: AttemptReport) => number) =>
    scored.reduce((sum, one) => sum + of(one), 0) / scored.length
  return {
    turns: mean(({ turns }) => turns),
    seconds: mean(({ time }) => time.wall / 1000),
    tokens: mean(({ usage }) => usage.inputTokens + usage.outputTokens),
    cost: scored.some(({ cost }) => cost === null) ? null : mean(({ cost }) => cost ?? 0),
  }
}
