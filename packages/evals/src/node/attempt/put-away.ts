import type { AttemptState } from '../../record/eval-fold.ts'
import type { EvalOptions } from '../eval-options.ts'
import { removeTree } from '../workspace/remove-tree.ts'
import { existsSync } from 'node:fs'
import type { AttemptPlace } from './attempt-place.ts'

/** Removes what is not kept of a try that is over. The subject's home stays: it says what happened. */
export async function putAway(
  { scored, broken }: Pick<AttemptState, 'scored' | 'broken'>,
  place: AttemptPlace,
  keep: NonNullable<EvalOptions['keep']>,
): Promise<void> {
  if (!scored && !broken) return
  const isKept = keep === 'all' || (keep === 'failed' && scored?.verdict.status !== 'passed')
  const unwanted = [place.protected, place.tasks, ...(isKept ? [] : [place.workspace])]
  for (const path of unwanted) if (existsSync(path)) await removeTree(path)
}
