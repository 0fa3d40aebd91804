import type { TaskRunner } from '@harness/kernel'
import type { Options } from '../options.ts'
import { isGranted } from '../sandbox/is-granted.ts'
import type { RunSandbox } from '../sandbox/sandbox-of.ts'
import { artifactsOf, type Kin } from '../subagents/children-of.ts'
import type { Scratch } from './scratch.ts'

export interface Commanding {
  scratch: Scratch
  sandbox: RunSandbox | undefined
  /** The harness's own folders. */
  hidden: readonly string[]
  onNotice: Options['onNotice']
}

/** Runs commands so that what they write stands with their session; in the sandbox, where there is one. */
export async function commandsOf(
  live: Kin['live'],
  { scratch, sandbox, hidden, onNotice }: Commanding,
): Promise<TaskRunner> {
  const { commandRunner } = await import('@harness/kernel/node')
  const runner = commandRunner({
    folder: (id) => scratch.session(id),
    artifacts: (id) => artifactsOf(live, id),
  })
  if (!sandbox) return runner
  const { sandboxCommands } = await import('../sandbox/sandbox-commands.ts')
  return sandboxCommands(runner, {
    settings: sandbox.settings,
    isQuiet: !sandbox.isCertain,
    scratch,
    hidden,
    workspaceOf: (id) => live.get(id)?.state.identity.workspace ?? process.cwd(),
    isOutside: (_, spec) => spec.unsandboxed === true,
    isGranted: (handle) => isGranted(live.get(handle.session), handle.task),
    ...(onNotice && { onNotice }),
  })
}
