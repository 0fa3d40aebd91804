import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { EvalsError } from '../evals-error.ts'
import type { AttemptState, EvalState } from '../record/eval-fold.ts'
import type { Verdict } from '../record/verdict.ts'
import { reportOf } from '../report/report-of.ts'
import type { Report } from '../report/report.ts'
import type { EvalCase, LoadedSuite } from '../suite/suite.ts'
import { caseHash } from './case-hash.ts'
import { errorCode } from './error-code.ts'
import { readRun, type RecordedRun } from './read-run.ts'
import { isScored, scoredIn, verdictAgain, withScores } from './rescored-state.ts'
import { digestOf } from './workspace/digest-entry.ts'
import { outsideWorkspaces, SourceFolders } from './workspace/source-folders.ts'
import { writeReports } from './write-reports.ts'

export interface RescoreOptions {
  /** What is asked now. Default: what was asked when it ran. */
  suite?: LoadedSuite
  /** Where reports are written. Default: nowhere. */
  output?: string
}

/** An attempt that did not pass and does now, or the other way round, or is something else for another rule. */
export interface MovedVerdict {
  case: string
  repeat: number
  before: Verdict
  after: Verdict
}

export interface Rescored {
  /** Attempts that were scored again. */
  scored: number
  moved: MovedVerdict[]
  /** Cases of the run that the suite does not have any more: they are left out. */
  gone: string[]
  report: Report
}

/**
 * Decides about every recorded attempt again, by its recording: no model is asked, no command is run, no socket is opened,
 * and the run's log stays as it is.
 *
 * @throws EvalsError `bad_run` for a folder of no run, `not_recorded` where the suite asks for what the recording does not
 * hold, or gives a case another task: run that again.
 */
export async function rescoreRun(
  folder: string,
  { suite, output }: RescoreOptions = {},
): Promise<Rescored> {
  const run = await readRun(folder)
  const present = suite ?? run.suite
  const sources = new SourceFolders(outsideWorkspaces(run.folder, present))
  if (suite) await requireSameWork(run, suite, sources)
  const moved: MovedVerdict[] = []
  const scores = new Map<AttemptState, AttemptState['scored']>()
  const all = scoredIn(run.state, present.suite)
  for (const { attempt, theCase } of all) {
    const { verdict: before, facts } = attempt.scored
    const after = verdictAgain(theCase, await run.evidence(attempt))
    scores.set(attempt, { verdict: after, facts })
    if (isSame(before, after)) continue
    moved.push({ case: attempt.case, repeat: attempt.repeat, before, after })
  }
  const state = await askedBy(withScores(run.state, scores), suite, sources)
  const report = reportOf(state, present.suite, run)
  if (output !== undefined) await writeReports(output, report)
  return { scored: all.length, moved, gone: goneFrom(run, present), report }
}

const isSame = (one: Verdict, other: Verdict): boolean =>
  one.status === other.status && one.failure === other.failure && one.assisted === other.assisted

function goneFrom({ state }: RecordedRun, { suite }: LoadedSuite): string[] {
  const known = new Set(suite.cases.map(({ id }) => id))
  return (state.begun?.plan ?? []).map((one) => one.case).filter((id) => !known.has(id))
}

/** What the subject was given must be what the suite says it is given: other work has another recording. */
async function requireSameWork(
  { suite, state }: RecordedRun,
  present: LoadedSuite,
  sources: SourceFolders,
): Promise<void> {
  const before = new Map(suite.suite.cases.map((one) => [one.id, one]))
  const hashes = new Map(state.begun?.plan.map((one) => [one.case, one.hash]))
  const worked = new Set(state.attempts.filter(isScored).map((one) => one.case))
  const faults: string[] = []
  for (const now of present.suite.cases) {
    const then = before.get(now.id)
    if (!then || !worked.has(now.id)) continue
    const changed: string[] = given.filter((key) => !isDeepStrictEqual(then[key], now[key]))
    if (then.verify && now.verify && hasOtherFeedback(then.verify, now.verify)) {
      changed.push('verify_feedback_attempts')
    }
    // What it says is the same: what stands in its workspace may not be.
    if (changed.length === 0 && (await hashOf(then, present, sources)) !== hashes.get(now.id)) {
      changed.push('what stands in its workspace')
    }
    if (changed.length > 0) faults.push(`case "${now.id}": ${changed.join(', ')}`)
  }
  if (faults.length === 0) return
  throw new EvalsError(
    'not_recorded',
    `What the subject was given is not what the suite gives now (${faults.join('; ')}): run that again.`,
  )
}

const given = [
  'task',
  'workspace',
  'files',
  'setup',
  'protect',
  'limits',
] as const satisfies (keyof EvalCase)[]

type Verify = NonNullable<EvalCase['verify']>
const hasOtherFeedback = (then: Verify, now: Verify): boolean =>
  then.feedbackAttempts !== now.feedbackAttempts

/** Null where its workspace is gone. */
async function hashOf(
  theCase: EvalCase,
  { folder }: LoadedSuite,
  sources: SourceFolders,
): Promise<string | null> {
  try {
    return await caseHash(theCase, folder, sources)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

/** The run as if it had been begun with another suite: its report says by which it is scored. */
async function askedBy(
  state: EvalState,
  suite: LoadedSuite | undefined,
  sources: SourceFolders,
): Promise<EvalState> {
  if (!state.begun || !suite) return state
  const cases = new Map(suite.suite.cases.map((one) => [one.id, one]))
  const plan = []
  for (const one of state.begun.plan) {
    const theCase = cases.get(one.case)
    if (theCase) plan.push({ ...one, hash: await caseHash(theCase, suite.folder, sources) })
  }
  const file = digestOf(JSON.stringify(z.json().parse(suite.file)))
  const { source, folder } = suite
  const about = { name: suite.suite.name, file, source, folder }
  return { ...state, begun: { ...state.begun, suite: about, plan } }
}
