import type { ReplayedRun } from '@harness/evals/node'

export interface ReplayEvalOptions {
  /** A folder for the reports. Default: none is written. */
  output?: string
}

/**
 * Plays every attempt of a run again from its recording, and decides about it again: no model is asked, nothing is executed,
 * no socket is opened. `differences` is empty where everything came out as it is recorded; then the reports are those of
 * the run, byte for byte.
 *
 * @param folder That of the run.
 * @throws EvalsError `bad_run`, and `not_recorded` where a part of the recording is gone.
 */
export async function replayEval(
  folder: string,
  options: ReplayEvalOptions = {},
): Promise<ReplayedRun> {
  const { replayed } = await import('../evals-engine.ts')
  return replayed(folder, options)
}
