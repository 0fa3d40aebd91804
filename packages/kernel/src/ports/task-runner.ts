import type { CommandSpec, TaskEnd } from '../events/task.ts'
import type { ByteRange, TaskOutput } from './task-desk.ts'

export interface TaskHandle {
  session: string
  /** The seq of the task's intent. */
  task: number
  /** When the intent was written, in milliseconds since 1970: what was claimed before the machine started may be lost. */
  at: number
}

/** Runs commands so that they outlive the process that started them. */
export interface TaskRunner {
  /**
   * Starts the command, or takes over the one that an earlier process started under this handle, and resolves with its
   * end. When the signal fires with the reason `'cancel'` the whole process tree is ended first; with any other
   * reason the command is left running and the promise rejects with that reason.
   */
  run(
    handle: TaskHandle,
    spec: CommandSpec,
    options: { signal: AbortSignal; output?(text: string): void },
  ): Promise<TaskEnd>
  /**
   * For an intent found in the log: `run` when it can be started or taken over, `unknown` when it may have been
   * started and nothing is left that could tell.
   */
  probe(handle: TaskHandle): Promise<'run' | 'unknown'>
  /** What the command has written so far, whether it runs or has ended; undefined when that is not known (any more). */
  read(handle: TaskHandle, range: ByteRange): Promise<TaskOutput | undefined>
}
