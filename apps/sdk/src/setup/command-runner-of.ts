import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SessionStore, TaskRunner } from '@harness/kernel'

export interface Commands {
  runner: TaskRunner
  /** Removes what is temporary. Not while a task runs. */
  clear(): Promise<void>
}

/** Runs the commands of one session. Without a home for their files these stand in a temporary folder. */
export async function commandRunnerOf(
  held: SessionStore,
  home: string | undefined,
): Promise<Commands> {
  const { commandRunner } = await import('@harness/kernel/node')
  let temporary: string | undefined
  const root = () => home ?? (temporary ??= mkdtempSync(join(tmpdir(), 'harness-')))
  return {
    runner: commandRunner({
      folder: (session) => join(root(), 'sessions', session),
      artifacts: () => held.artifacts,
    }),
    clear: async () => {
      if (temporary !== undefined) await rm(temporary, { recursive: true, force: true })
    },
  }
}
