import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandPlace } from '@harness/evals/node'
import type { TaskRunner } from '@harness/kernel'
import { commandRunner } from '@harness/kernel/node'
import { sandboxedRunner, type SandboxSettings } from '@harness/permissions'
import { placeAt } from '../sandbox/place-at.ts'
import { sandboxHere } from '../sandbox/sandbox-here.ts'

export interface SuiteCommanding {
  /** As for the commands of a run. */
  settings: SandboxSettings
  /** Folders that no command in the sandbox sees. The workspace may lie in one. */
  hidden: readonly string[]
}

/**
 * Runs the commands of a suite. Its own `setup` runs as it stands; what a verification runs was written by whatever is
 * measured, and is kept in the sandbox where there is one.
 */
export const suiteCommands =
  ({ settings, hidden }: SuiteCommanding) =>
  (kind: 'setup' | 'verify', { tasks, workspace }: CommandPlace): TaskRunner => {
    const runner = commandRunner({ folder: () => tasks })
    if (kind === 'setup' || settings.enabled === false) return runner
    const at = (path: string) => placeAt(workspace, path)
    const scratch = join(tasks, 'sandbox')
    return sandboxedRunner(runner, {
      find: sandboxHere,
      without: settings.enabled === 'required' ? 'refuse' : 'run',
      place: () => {
        mkdirSync(scratch, { recursive: true, mode: 0o700 })
        return {
          workspace,
          network: settings.network ?? false,
          commits: settings.commits ?? false,
          // Files of the case: nobody’s own.
          opensSecrets: true,
          writable: (settings.writable ?? []).map(at),
          readable: (settings.readable ?? []).map(at),
          hidden,
          scratch,
        }
      },
    })
  }
