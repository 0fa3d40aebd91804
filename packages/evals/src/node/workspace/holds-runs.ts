import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * Whether a folder is a run, or the one where runs stand unless somebody names another. They are no part of a workspace: they
 * hold answers and checks, and with them a case would be another one after every run.
 */
export const holdsRuns = (folder: string): boolean =>
  basename(folder) === 'eval-runs' ||
  (existsSync(join(folder, 'log', 'sessions')) && existsSync(join(folder, 'attempts')))
