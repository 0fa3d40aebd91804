import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandSpec, TaskHandle, TaskRunner } from '@harness/kernel'
import type { SandboxSettings, SessionPlace } from '@harness/permissions'
import type { Scratch } from '../setup/scratch.ts'
import { gitIdentity } from './git-identity.ts'
import { placeAt } from './place-at.ts'
import { sandboxHere } from './sandbox-here.ts'

export interface Sandboxing {
  settings: SandboxSettings | undefined
  /** Nobody asked for one: where there is none, nothing is said. */
  isQuiet?(): boolean
  scratch: Scratch
  /** The folder that a session works in, a real path: a subagent's may be a worktree. */
  workspaceOf(session: string): string
  /** The harness's own folders: sessions, configuration, what is trusted. */
  hidden: readonly string[]
  /** Whether somebody allowed this very command to run outside. Default: nobody did. */
  isOutside?(handle: TaskHandle, spec: CommandSpec): boolean
  /** Whether somebody said yes to this very command: then it opens files that hold secrets. Default: nobody did. */
  isGranted?(handle: TaskHandle): boolean
  /** Told once, at the first command, when there is no sandbox to run it in. */
  onNotice?(text: string): void
}

/** The same runner, with its commands in the sandbox of this machine, unless the settings say otherwise. */
export async function sandboxCommands(
  runner: TaskRunner,
  sandboxing: Sandboxing,
): Promise<TaskRunner> {
  const { settings = {}, isQuiet, isOutside, onNotice } = sandboxing
  const { sandboxedRunner } = await import('@harness/permissions')
  return sandboxedRunner(runner, {
    place: (handle, spec) => (isOutside?.(handle, spec) ? undefined : placeOf(handle, sandboxing)),
    find: async () => {
      const found = await sandboxHere()
      if (found.kind === 'none' && settings.enabled !== 'required' && !isQuiet?.()) {
        onNotice?.(`Commands run without a sandbox: ${found.why}. To get one, ${found.fix}.`)
      }
      return found
    },
    without: settings.enabled === 'required' ? 'refuse' : 'run',
  })
}

function placeOf(handle: TaskHandle, sandboxing: Sandboxing): SessionPlace {
  const { session } = handle
  const { settings = {}, scratch, hidden } = sandboxing
  const workspace = sandboxing.workspaceOf(session)
  const folder = scratch.session(session)
  const at = (path: string) => placeAt(workspace, path)
  // What commands keep for one another stands with the session, which they do not see.
  const kept = join(folder, 'shell')
  mkdirSync(kept, { recursive: true, mode: 0o700 })
  return {
    workspace,
    network: settings.network ?? false,
    commits: settings.commits ?? false,
    opensSecrets: sandboxing.isGranted?.(handle) ?? false,
    writable: [kept, ...(settings.writable ?? []).map(at)],
    readable: (settings.readable ?? []).map(at),
    hidden,
    scratch: join(folder, 'sandbox'),
    homeFiles: async () => ({ '.gitconfig': await gitIdentity(workspace) }),
  }
}
