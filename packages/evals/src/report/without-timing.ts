import { noTime } from '../record/verdict.ts'
import type { AttemptReport, Report, Totals } from './report.ts'

/**
 * A report without what differs between two undisturbed runs of the same: ids of the run and of sessions, times, and the
 * folders that are named after them. `run.id`, `startedAt`, `endedAt`, `wallMs`, every `time`, `mean.seconds`, `session`
 * and `paths` are empty or 0; all else stays.
 */
export const withoutTiming = (report: Report): Report => ({
  ...report,
  run: { ...report.run, id: '', startedAt: 0, endedAt: 0, wallMs: 0 },
  totals: untimedTotals(report.totals),
  tags: Object.fromEntries(
    Object.entries(report.tags).map(([name, totals]) => [name, untimedTotals(totals)]),
  ),
  cases: report.cases.map((one) => ({ ...one, attempts: one.attempts.map(untimedAttempt) })),
})

const untimedTotals = (totals: Totals): Totals => ({
  ...totals,
  mean: totals.mean && { ...totals.mean, seconds: 0 },
  time: noTime,
})

const untimedAttempt = (attempt: AttemptReport): AttemptReport => ({
  ...attempt,
  time: noTime,
  session: null,
  paths: { folder: '', home: null, workspace: null },
})
