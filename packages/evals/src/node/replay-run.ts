import { isDeepStrictEqual } from 'node:util'
import type { AttemptState } from '../record/eval-fold.ts'
import { AttemptFacts, type Verdict } from '../record/verdict.ts'
import { reportOf } from '../report/report-of.ts'
import type { Report } from '../report/report.ts'
import { attemptFacts } from '../score/attempt-facts.ts'
import { readRun, type RecordedRun } from './read-run.ts'
import { playSessions, type SessionDifference } from './play-sessions.ts'
import { scoredIn, verdictAgain, withScores, type ScoredAttempt } from './rescored-state.ts'
import type { EvalCase } from '../suite/suite.ts'
import { writeReports } from './write-reports.ts'

export interface ReplayOptions {
  /** Where reports are written. Default: nowhere. */
  output?: string
}

/** Where a recording is not what its replay comes to. */
export type ReplayDifference = { case: string; repeat: number } & (
  | SessionDifference
  /** Another verdict follows from the record than was written. */
  | { kind: 'verdict'; before: Verdict; after: Verdict }
  /** Other counts or sums follow from the record than were written. */
  | { kind: 'facts'; before: AttemptFacts; after: AttemptFacts }
)

export interface ReplayedRun {
  attempts: number
  /** Sessions that were played, those of subagents among them, and their events. */
  sessions: number
  events: number
  /** In the order of the attempts; empty where all is equal. */
  differences: ReplayDifference[]
  /** Made of what was decided again: of an honest recording the run's own, byte for byte. */
  report: Report
}

/**
 * Plays every scored attempt of a run again: the sessions by the real loop with the recording in the place of models, tools
 * and people, then the verdicts by their rules. Nothing is executed, no socket is opened, the run's folder stays as it is.
 *
 * @throws EvalsError `bad_run` for a folder of no run, `not_recorded` where a part of a recording is gone.
 */
export async function replayRun(
  folder: string,
  { output }: ReplayOptions = {},
): Promise<ReplayedRun> {
  const run = await readRun(folder)
  const differences: ReplayDifference[] = []
  const scores = new Map<AttemptState, AttemptState['scored']>()
  const played = { sessions: 0, events: 0 }
  const all = scoredIn(run.state, run.suite.suite)
  for (const { attempt, theCase } of all) {
    const one = await replayAttempt(run, attempt, theCase)
    played.sessions += one.sessions
    played.events += one.events
    differences.push(...one.differences)
    if (one.scored) scores.set(attempt, one.scored)
  }
  const report = reportOf(withScores(run.state, scores), run.suite.suite, run)
  if (output !== undefined) await writeReports(output, report)
  return { attempts: all.length, ...played, differences, report }
}

interface ReplayedAttempt {
  sessions: number
  events: number
  differences: ReplayDifference[]
  /** Null where the recording cannot be read to its end. */
  scored: AttemptState['scored']
}

async function replayAttempt(
  run: RecordedRun,
  attempt: ScoredAttempt,
  theCase: EvalCase,
): Promise<ReplayedAttempt> {
  const about = { case: attempt.case, repeat: attempt.repeat }
  const { differences, isDamaged, ...played } = await playSessions(run.folder, attempt)
  const found: ReplayDifference[] = differences.map((one) => ({ ...about, ...one }))
  if (isDamaged) return { ...played, differences: found, scored: null }
  const evidence = await run.evidence(attempt)
  const verdict = verdictAgain(theCase, evidence)
  const facts = AttemptFacts.parse(attemptFacts(evidence))
  const { scored } = attempt
  if (!isDeepStrictEqual(scored.verdict, verdict)) {
    found.push({ ...about, kind: 'verdict', before: scored.verdict, after: verdict })
  }
  if (!isDeepStrictEqual(scored.facts, facts)) {
    found.push({ ...about, kind: 'facts', before: scored.facts, after: facts })
  }
  return { ...played, differences: found, scored: { verdict, facts } }
}
