import { readIfThere } from './read-if-there.ts'
import { isAlive, Runner } from './runner.ts'
import { readStatus } from './status.ts'
import type { TaskFolder } from './task-folder.ts'

/**
 * `unclaimed` nobody has begun, `claimed` a shim has it and is about to say who it is, `running`, `ended` with a
 * status, `lost` the shim is gone without one.
 */
export type TaskState = 'unclaimed' | 'claimed' | 'running' | 'ended' | 'lost'

export function taskState(folder: TaskFolder): TaskState {
  if (readStatus(folder.status)) return 'ended'
  const runner = readIfThere(folder.runner)
  if (runner === undefined) return 'unclaimed'
  if (!runner.endsWith('\n')) return 'claimed'
  if (isAlive(Runner.parse(JSON.parse(runner)))) return 'running'
  // It may have published between the two looks.
  return readStatus(folder.status) ? 'ended' : 'lost'
}
