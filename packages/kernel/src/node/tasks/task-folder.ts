import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { TaskHandle } from '../../ports/task-runner.ts'

/** Where a command task keeps what must survive the process that started it. */
export interface TaskFolder {
  path: string
  /** Who owns the task; created by the shim before anything runs. */
  runner: string
  /** How it ended; the last thing written. */
  status: string
  /** What the command wrote, standard output and error as they came. */
  out: string
  /** Stands in the environment of every process of the command, so that they are found wherever they went. */
  mark: string
}

/** `<session folder>/tasks/<seq>`. */
export function taskFolder(session: string, { task }: Pick<TaskHandle, 'task'>): TaskFolder {
  const path = join(session, 'tasks', String(task))
  const mark = `task:${createHash('sha256').update(path).digest('hex').slice(0, 20)};`
  const at = (name: string) => join(path, name)
  return { path, runner: at('runner'), status: at('status'), out: at('out'), mark }
}
