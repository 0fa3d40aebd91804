// The public face of the package: everything that knows no disk, clock or terminal. `./node` runs suites.

// Suites.
export { defineSuite } from './suite/define-suite.ts'
export { parseSuite } from './suite/parse-suite.ts'
export { SuiteFile } from './suite/suite-file.ts'
export {
  suiteOf,
  type CaseLimits,
  type CommandCheck,
  type EvalCase,
  type LoadedSuite,
  type Suite,
} from './suite/suite.ts'
export { FileCheck, TextCheck } from './suite/text-check.ts'
export { TrajectoryCheck } from './suite/trajectory-check.ts'

// What a run writes.
export { CommandRecord } from './record/command-record.ts'
export { EvalBody, RoundEnd } from './record/eval-event.ts'
export {
  EvalFold,
  type AttemptRound,
  type AttemptState,
  type EvalState,
} from './record/eval-fold.ts'
export { Grade } from './record/grade.ts'
export { Observed, ObservedFile } from './record/observed.ts'
export { AttemptFacts, AttemptTime, CheckResult, FailureType, Verdict } from './record/verdict.ts'

// Verdicts and reports.
export { type Evidence, type Round } from './score/evidence.ts'
export { attemptFacts } from './score/attempt-facts.ts'
export { evidenceOf } from './score/evidence-of.ts'
export { feedbackText } from './score/feedback-text.ts'
export { scoreAttempt } from './score/score-attempt.ts'
export { type Kept } from './report/attempt-report.ts'
export { reportFiles } from './report/report-files.ts'
export { withoutTiming } from './report/without-timing.ts'
export { reportOf, type ReportOptions } from './report/report-of.ts'
export { AttemptReport, CaseReport, Report, Share, Totals } from './report/report.ts'

// What numbers of passes say.
export { decide, type Decision } from './statistics/decision.ts'
export { holm } from './statistics/holm.ts'
export { meanShare, type CaseCount } from './statistics/mean-share.ts'
export { needMore, type NeedMore } from './statistics/need-more.ts'
export { pairedDifference, type CasePair, type Difference } from './statistics/paired-difference.ts'
export { passAllK, passAtK } from './statistics/pass-at-k.ts'
export { type Interval } from './statistics/wilson.ts'

// Two runs, side by side; conditions of a pipeline.
export { checkGates, type GateResult } from './compare/check-gates.ts'
export { compareMany } from './compare/compare-many.ts'
export { compareReports } from './compare/compare-reports.ts'
export { type CaseRow, type Comparison, type LeftCase, type Side } from './compare/comparison.ts'
export { comparisonLine, points } from './compare/comparison-line.ts'
export { comparisonMarkdown } from './compare/comparison-markdown.ts'
export {
  diagnose,
  type DiagnosedCase,
  type Diagnosis,
  type ShownAttempt,
} from './compare/diagnosis.ts'
export { pairBySuite, type PairedRuns } from './compare/pair-by-suite.ts'
export { suiteName } from './compare/suite-name.ts'

// Many runs as one page.
export { dashboardPage, type LinkedReport } from './dashboard/dashboard-page.ts'

export { EvalsError, type EvalsErrorCode } from './evals-error.ts'
