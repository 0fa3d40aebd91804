import type { LoadedSuite } from '@harness/evals'
import type { Rescored } from '@harness/evals/node'

export interface RescoreEvalOptions {
  /** What is asked now: a file, or what is in one. Default: the file that the run was begun with, as it is today. */
  suite?: string | LoadedSuite
  /** A folder for the reports. Default: none is written. */
  output?: string
}

/**
 * Decides about every recorded attempt of a run again: no model is asked, no command is run, no socket is opened, and the run
 * stays as it is. `moved` are the verdicts that are others now.
 *
 * @param folder That of the run.
 * @throws EvalsError `bad_run`, `bad_suite`, and `not_recorded` where a check asks for what nobody recorded.
 */
export async function rescoreEval(
  folder: string,
  options: RescoreEvalOptions = {},
): Promise<Rescored> {
  const { rescored } = await import('../evals-engine.ts')
  return rescored(folder, options)
}
