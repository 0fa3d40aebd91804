import type { Runtime, Subject, TaskRunner } from '@harness/kernel'
import type { LoadedSuite } from '../suite/suite.ts'
import type { EvalNews, EvalProgress } from './eval-progress.ts'
import type { Grader } from './grader.ts'

/** What a run of a suite is made of. */
export interface EvalOptions {
  suite: LoadedSuite
  subject: Subject
  /**
   * The folder of the run. One that is not there is made. One that holds a run of this suite and this subject is gone on
   * with: what is over stays, what is open continues from its last event, what infrastructure broke is tried again.
   */
  folder: string
  runtime: Runtime
  /** Makes the runners of a case's commands: `setup` comes from the suite alone, `verify` runs what the subject wrote. */
  commands: (kind: 'setup' | 'verify', place: CommandPlace) => TaskRunner
  /** The environment of those commands, whole. */
  env: Readonly<Record<string, string>>
  /** Needed where a case has a `grade`. */
  grader?: Grader
  /** Attempts under way at once, at most. Default: 4. */
  concurrency?: number
  /** US dollars of the whole run, subagents and graders included: no attempt begins when they are spent. */
  maxCost?: number
  /** Tries of an attempt that infrastructure breaks, in one process. Default: 2. */
  tries?: number
  /** Which workspaces are kept when they are scored. Default: those of attempts that did not pass. */
  keep?: 'all' | 'failed' | 'none'
  /** Stops the run where it stands; it can be gone on with. */
  signal?: AbortSignal
  /** Must not throw; at most a few times a second. */
  onProgress?: (progress: EvalProgress) => void
  /** Must not throw. */
  onNews?: (news: EvalNews) => void
}

/** Where commands of an attempt stand. */
export interface CommandPlace {
  /** The folder that holds the tasks of an attempt's commands. */
  tasks: string
  workspace: string
}
