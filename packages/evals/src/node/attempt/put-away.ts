import { existsSync } from 'node:fs'
import type { AttemptState } from '../../record/eval-fold.ts'
import type { EvalOptions } from '../eval-options.ts'
import type { EvalNews } from '../eval-progress.ts'
import { removeTree } from '../workspace/remove-tree.ts'
import type { AttemptPlace } from './attempt-place.ts'

interface Keeping {
  keep: NonNullable<EvalOptions['keep']>
  onNews(news: EvalNews): void
}

/**
 * Removes what is not kept of a try that is over. The subject's home stays: it says what happened. What cannot be removed
 * stays too, and is told.
 */
export async function putAway(
  { scored, broken, folder }: Pick<AttemptState, 'scored' | 'broken' | 'folder'>,
  place: AttemptPlace,
  { keep, onNews }: Keeping,
): Promise<void> {
  if (!scored && !broken) return
  const isKept = keep === 'all' || (keep === 'failed' && scored?.verdict.status !== 'passed')
  const unwanted = [place.protected, place.tasks, ...(isKept ? [] : [place.workspace])]
  for (const path of unwanted) {
    if (!existsSync(path)) continue
    try {
      await removeTree(path)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      onNews({ kind: 'notice', text: `What is left of ${folder} was not removed: ${why}` })
    }
  }
}
