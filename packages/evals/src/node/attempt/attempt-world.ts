import type { EvalCase } from '../../suite/suite.ts'
import type { AttemptState } from '../../record/eval-fold.ts'
import type { EvalOptions } from '../eval-options.ts'
import type { EvalNews, RunningAttempt } from '../eval-progress.ts'
import type { RunLog } from '../log/run-log.ts'
import type { SourceFolders } from '../workspace/source-folders.ts'
import type { SubjectNews } from '@harness/kernel'
import type { AttemptPlace } from './attempt-place.ts'

/** What all attempts of a run share. */
export interface AttemptWorld {
  options: EvalOptions
  /** The run's, a real path. */
  folder: string
  log: RunLog
  sources: SourceFolders
  /** Fires when nothing is to go on. */
  stop: AbortSignal
  /** Fires with it, with the reason that ends commands. */
  cancel: AbortSignal
  onNews(news: EvalNews): void
}

/** One try while this process makes it. */
export interface Attempt {
  world: AttemptWorld
  case: EvalCase
  state: AttemptState
  place: AttemptPlace
  /** Tells its work from every other one. */
  id: string
  watch: AttemptWatch
}

/** Whoever looks on at an attempt. */
export interface AttemptWatch {
  at(stage: RunningAttempt['stage'], round: number): void
  heard(news: SubjectNews): void
  /** What was spent, as far as it was told. */
  readonly spent: { turns: number; tokens: number; cost: number }
}

/** Which attempt an event is about. */
export const aboutAttempt = ({ state }: Pick<Attempt, 'state'>) => ({
  case: state.case,
  repeat: state.repeat,
  try: state.try,
})
