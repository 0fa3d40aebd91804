import type { Redactor, TaskRunner } from '@harness/kernel'
import type { SandboxSettings } from '@harness/permissions'
import type { Options } from '../options.ts'
import { isGranted } from '../sandbox/is-granted.ts'
import { wantsSandbox, type RunSandbox } from '../sandbox/sandbox-of.ts'
import { artifactsOf, type Kin } from '../subagents/children-of.ts'
import type { Scratch } from './scratch.ts'

export interface Commanding {
  scratch: Scratch
  settings: SandboxSettings
  /** That of the moment. */
  sandbox(): RunSandbox | undefined
  /** The harness's own folders. */
  hidden: readonly string[]
  redactor: Redactor
  onNotice: Options['onNotice']
}

/** Runs commands so that what they write stands with their session; in the sandbox, where there is one. */
export async function commandsOf(
  live: Kin['live'],
  { scratch, settings, sandbox, hidden, redactor, onNotice }: Commanding,
): Promise<TaskRunner> {
  const { commandRunner } = await import('@harness/kernel/node')
  const runner = commandRunner({
    folder: (id) => scratch.session(id),
    artifacts: (id) => artifactsOf(live, id),
    redaction: redactor.outputs,
  })
  if (settings.enabled === false) return runner
  const { sandboxCommands } = await import('../sandbox/sandbox-commands.ts')
  return sandboxCommands(runner, {
    settings,
    isQuiet: () => sandbox()?.isCertain !== true,
    scratch,
    hidden,
    workspaceOf: (id) => live.get(id)?.state.identity.workspace ?? process.cwd(),
    isOutside: ({ session }, spec) => {
      const { permissions } = live.get(session)?.state.identity.configuration ?? {}
      return spec.unsandboxed === true || !wantsSandbox(settings, permissions?.mode)
    },
    isGranted: (handle) => isGranted(live.get(handle.session), handle.task),
    ...(onNotice && { onNotice }),
  })
}
