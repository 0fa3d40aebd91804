// Runs suites, over files: workspaces, homes, commands, the log of a run, and the reports beside it.
export { loadSuite } from './load-suite.ts'
export { type CommandPlace, type EvalOptions } from './eval-options.ts'
export { type EvalNews, type EvalProgress, type RunningAttempt } from './eval-progress.ts'
export { type Grader, type GradeQuestion } from './grader.ts'
export { runEval, type EvalOutcome } from './run-eval.ts'

// A run read again, and what is written of it.
export { caseHash } from './case-hash.ts'
export {
  diagnoseRuns,
  type DiagnosedRuns,
  type Divergence,
  type DivergedCase,
} from './diagnose-runs.ts'
export { readReports, type FoundReport, type FoundReports } from './read-reports.ts'
export { readAttempt } from './read-attempt.ts'
export { writeReports } from './write-reports.ts'
export { readRun, type RecordedRun } from './read-run.ts'
export {
  replayRun,
  type ReplayDifference,
  type ReplayedRun,
  type ReplayOptions,
} from './replay-run.ts'
export { type SessionDifference } from './play-sessions.ts'
export { rescoreRun, type MovedVerdict, type Rescored, type RescoreOptions } from './rescore-run.ts'
