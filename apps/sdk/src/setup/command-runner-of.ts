import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SessionStore, TaskRunner } from '@harness/kernel'

/** Runs the commands of one session. Without a durable home their files stand in a temporary folder. */
export async function commandRunnerOf(
  held: SessionStore,
  home: string | undefined,
): Promise<TaskRunner> {
  const { commandRunner } = await import('@harness/kernel/node')
  let temporary: string | undefined
  const root = () => home ?? (temporary ??= mkdtempSync(join(tmpdir(), 'harness-')))
  return commandRunner({
    folder: (session) => join(root(), 'sessions', session),
    artifacts: () => held.artifacts,
  })
}
