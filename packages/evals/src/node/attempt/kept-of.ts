import { existsSync } from 'node:fs'
import type { AttemptState } from '../../record/eval-fold.ts'
import type { Kept } from '../../report/attempt-report.ts'
import { attemptPlace } from './attempt-place.ts'

/** Which folders of a try still stand in the folder of its run. */
export function keptOf(run: string, attempt: AttemptState): Kept {
  const { home, workspace } = attemptPlace(run, attempt)
  return { home: existsSync(home), workspace: existsSync(workspace) }
}
