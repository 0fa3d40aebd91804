import type { GateResult, LoadedSuite, Report } from '@harness/evals'
import type { EvalNews, EvalProgress } from '@harness/evals/node'
import type { Subject } from '@harness/kernel'
import type { Options } from '../options.ts'
import type { CaseSelection } from './select-cases.ts'

/** How a suite is run. */
export interface RunEvalOptions extends CaseSelection {
  /** The harness that is measured, where it is the subject: see `harnessSubject`. */
  options?: Options
  /** What is measured in its place. */
  subject?: Subject
  /**
   * The folder of the run. One that holds a run of this suite and this subject is gone on with. Default: a new one,
   * `eval-runs/<suite>-<date>-<time>` below the current folder.
   */
  output?: string
  /** Attempts under way at once, at most. Default: 4. */
  concurrency?: number
  /** US dollars of the whole run, subagents and graders included. */
  maxCost?: number
  /** Tries of an attempt that infrastructure breaks. Default: 2. */
  tries?: number
  /** Which workspaces are kept when they are scored. Default: `failed`. */
  keep?: 'all' | 'failed' | 'none'
  /** Conditions on the report, such as `pass_rate>=0.9`: see `checkGates` of `@harness/evals`. What came of them is in `gates`. */
  gates?: readonly string[]
  /** Stops the run where it stands; the same call goes on with it. */
  signal?: AbortSignal
  /** Told when it is known what is run and where. Must not throw. */
  onBegin?: (begun: BegunEval) => void
  /** Told a few times a second. Must not throw. */
  onProgress?: (progress: EvalProgress) => void
  /** Must not throw. */
  onNews?: (news: EvalNews) => void
}

/** What is about to be run. */
export interface BegunEval {
  /** The folder of the run, an absolute path. */
  folder: string
  suite: string
  cases: number
  /** Each repeat of each case. */
  attempts: number
  /** The name of the subject, as reports have it. */
  subject: string
  facts: Subject['facts']
}

/** What a run of a suite came to; the four reports stand in its folder. */
export interface EvalRun {
  /** An absolute path. */
  folder: string
  report: Report
  /** What came of each condition of `gates`, in their order. */
  gates: GateResult[]
}

/**
 * Runs a suite: each case in copies of its workspace, as often as it says. Resolves when every attempt is over, when the
 * money is spent, or when the signal has fired: `report.run.state` says which. What becomes of an attempt never rejects it.
 *
 * @param suite A file of JSON, YAML or TypeScript, or what `loadSuite` made of one.
 * @throws EvalsError `bad_suite`, `bad_gate` and `bad_folder`, and SdkError for options: nothing has begun then.
 */
export async function runEval(
  suite: string | LoadedSuite,
  options: RunEvalOptions = {},
): Promise<EvalRun> {
  const { conductEval } = await import('../evals-engine.ts')
  return conductEval(suite, options)
}

/**
 * Goes on with the run in a folder, whoever began it and however it ended: what is over stays, what is open goes on from its
 * last event, what infrastructure broke is tried again. The suite is the one that it was begun with; what is measured has
 * to be the same.
 *
 * @throws EvalsError `bad_run` where there is none, and `bad_folder` where something else would be measured.
 */
export async function resumeEval(
  folder: string,
  options: Omit<RunEvalOptions, 'output' | keyof CaseSelection> = {},
): Promise<EvalRun> {
  const { resumed } = await import('../evals-engine.ts')
  return resumed(folder, options)
}
