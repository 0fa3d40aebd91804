import { keepFolder } from '../workspace/keep-folder.ts'
import { restoreProtected } from '../workspace/protected-files.ts'
import { attemptManifest } from './attempt-manifest.ts'
import type { Attempt } from './attempt-world.ts'
import { protectionOf } from './prepare-attempt.ts'

/**
 * Puts back what is protected, and answers the paths that were touched. What the subject left running is ended before: it
 * could write them once more while a command looks at them.
 */
export async function restoreAttempt(attempt: Attempt): Promise<string[]> {
  const { world, case: theCase, id, place } = attempt
  const { workspace, home } = place
  keepFolder(workspace)
  if (theCase.protect.length === 0) return []
  await world.options.subject.release({ id, workspace, home })
  return restoreProtected(protectionOf(attempt, await attemptManifest(attempt)))
}
