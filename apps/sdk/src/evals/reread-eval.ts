import type { LoadedSuite } from '@harness/evals'
import { loadSuite, readRun, replayRun, rescoreRun } from '@harness/evals/node'
import type { ReplayedRun, Rescored } from '@harness/evals/node'
import { conductEval } from './conduct-eval.ts'
import type { EvalRun, RunEvalOptions } from './run-eval.ts'
import type { RescoreEvalOptions } from './rescore-eval.ts'

/** Goes on with a run by the suite that it was begun with. */
export async function resumed(folder: string, options: RunEvalOptions): Promise<EvalRun> {
  const { suite } = await readRun(folder)
  return conductEval(suite, { ...options, output: folder })
}

/** By the file that it was begun with, as it is today. */
export async function rescored(
  folder: string,
  { suite: given, output }: RescoreEvalOptions,
): Promise<Rescored> {
  const suite = await presentSuite(folder, given)
  return rescoreRun(folder, { suite, ...(output !== undefined && { output }) })
}

async function presentSuite(
  folder: string,
  given: string | LoadedSuite | undefined,
): Promise<LoadedSuite> {
  if (typeof given === 'object') return given
  const { suite } = await readRun(folder)
  const source = given ?? suite.source
  return source === null ? suite : loadSuite(source)
}

export const replayed = (folder: string, options: { output?: string }): Promise<ReplayedRun> =>
  replayRun(folder, options)
