import { EvalsError } from '../evals-error.ts'
import type { EvalState } from '../record/eval-fold.ts'
import { reportOf } from '../report/report-of.ts'
import type { Report } from '../report/report.ts'
import { attemptPlace } from './attempt/attempt-place.ts'
import type { AttemptWorld } from './attempt/attempt-world.ts'
import { keptOf } from './attempt/kept-of.ts'
import { putAway } from './attempt/put-away.ts'
import type { EvalOptions } from './eval-options.ts'
import { openRun, type OpenedRun } from './log/open-run.ts'
import { LogFault } from './log/run-log.ts'
import { jobsOf } from './schedule/jobs-of.ts'
import { Onlooker } from './schedule/onlooker.ts'
import { runJobs, type JobsEnd } from './schedule/run-jobs.ts'
import { writeReports } from './write-reports.ts'

/** What a run came to. */
export interface EvalOutcome {
  /** The folder of the run, a real path. */
  folder: string
  /** What its log comes to, without what was said and written: that stands in the log. */
  state: EvalState
  report: Report
}

/**
 * Runs a suite against a subject, or goes on with a run that was stopped, or whose process died: every attempt is scored
 * once, and what infrastructure broke is tried again. Resolves when each attempt is over, when the money is spent, and when
 * the signal fires: `report.run.state` says which; the reports stand in the folder each time.
 *
 * @throws EvalsError `bad_folder` for a folder that holds something else or is written by another process, `bad_suite` for
 * workspaces that cannot be read, `bad_subject` when a case wants a grader and there is none, `log_failed` when the run's log
 * cannot be written: the run can be gone on with.
 */
export async function runEval(options: EvalOptions): Promise<EvalOutcome> {
  requireGrader(options)
  const opened = await openRun(options)
  try {
    await drive(options, opened)
    const { folder, log } = opened
    const report = await reportRun(options, opened)
    return { folder, state: log.state, report }
  } catch (error) {
    if (!(error instanceof LogFault)) throw error
    throw new EvalsError(
      'log_failed',
      `The run in ${opened.folder} has ended because its log cannot be written. ${error.message} Nothing of it is lost: mend that, and go on with it.`,
      { cause: error.cause },
    )
  } finally {
    await opened.log.close()
  }
}

function requireGrader({ suite, grader }: EvalOptions): void {
  const graded = suite.suite.cases.find(({ grade }) => grade !== null)
  if (!graded || grader) return
  throw new EvalsError(
    'bad_subject',
    `case "${graded.id}" › grade: there is no model to ask: give a grader, or leave the case out.`,
  )
}

/** Drives the run as far as it goes. A run of which nothing is left to do is not touched. */
async function drive(options: EvalOptions, { folder, log, sources }: OpenedRun): Promise<void> {
  const { suite, keep = 'failed', concurrency = 4, onNews } = options
  const news = onNews ?? (() => undefined)
  for (const state of log.state.attempts) {
    await putAway(state, attemptPlace(folder, state), { keep, onNews: news })
  }
  const jobs = jobsOf(suite.suite, log.state)
  if (jobs.length === 0 && log.state.ended?.reason === 'finished') return
  await log.write({ type: 'x.eval.driven', data: { pid: process.pid, concurrency } })
  const stops = new Stops(options.signal)
  const onlooker = onlookerOf(options, log.state, stops)
  try {
    const { stop, cancel } = stops
    const heard = stops.heard(news)
    const world: AttemptWorld = { options, folder, log, sources, stop, cancel, onNews: heard }
    const end = await runJobs(world, jobs, { onlooker, end: (error) => stops.end(error) })
    if (stops.fault) throw stops.fault
    await log.write({ type: 'x.eval.ended', data: { reason: end, message: messages[end] } })
    await log.sync()
  } finally {
    stops.close()
  }
}

const messages: Readonly<Record<JobsEnd, string>> = {
  finished: 'Every attempt is over.',
  cost: 'The money is spent.',
  stopped: 'It was stopped.',
}

function onlookerOf(
  { suite, runtime, onProgress }: EvalOptions,
  state: EvalState,
  stops: Stops,
): Onlooker {
  const planned = suite.suite.cases.reduce((sum, { repeats }) => sum + repeats, 0)
  const onlooker = new Onlooker(planned, {
    runtime,
    ...(onProgress && { onProgress: stops.heard(onProgress) }),
  })
  for (const one of state.attempts) if (one.scored) onlooker.add(one)
  return onlooker
}

/** What ends a run early: the caller's signal, or a fault that no attempt can answer for. */
class Stops {
  readonly #stop = new AbortController()
  readonly #cancel = new AbortController()
  readonly #signal: AbortSignal | undefined
  fault: Error | undefined

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal
    signal?.addEventListener('abort', this.#aborted)
    if (signal?.aborted) this.#aborted()
  }

  get stop(): AbortSignal {
    return this.#stop.signal
  }

  get cancel(): AbortSignal {
    return this.#cancel.signal
  }

  /** Told of what an attempt rejected with. */
  end(error: unknown): void {
    if (this.#stop.signal.aborted) return
    this.fault = error instanceof Error ? error : new Error(String(error))
    this.#abort(error)
  }

  /** One who is told and throws ends the run, and not the attempt that it was told of. */
  heard<What>(tell: (what: What) => void): (what: What) => void {
    return (what) => {
      try {
        tell(what)
      } catch (error) {
        this.end(error)
      }
    }
  }

  close(): void {
    this.#signal?.removeEventListener('abort', this.#aborted)
  }

  readonly #aborted = () => this.#abort(this.#signal?.reason)

  #abort(reason: unknown): void {
    this.#stop.abort(reason)
    // The reason that ends a command together with all it started.
    this.#cancel.abort('cancel')
  }
}

async function reportRun(
  { suite }: EvalOptions,
  { folder, log }: Pick<OpenedRun, 'folder' | 'log'>,
): Promise<Report> {
  const report = reportOf(log.state, suite.suite, {
    id: log.id,
    kept: (attempt) => keptOf(folder, attempt),
  })
  await writeReports(folder, report)
  return report
}
