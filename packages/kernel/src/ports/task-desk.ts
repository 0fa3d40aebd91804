import type { TaskView } from '../projections/tasks.ts'

/** A piece of an output, in bytes. */
export interface ByteRange {
  /** Where it begins, from 0. */
  from: number
  most: number
}

/** A piece of what a task has written, cut at a character. */
export interface TaskOutput {
  text: string
  /** Where the next piece begins. */
  next: number
  /** Bytes written so far. */
  total: number
}

/**
 * The tasks of the session a tool acts for, whichever process began them. A task is named by its seq. What a task wrote that a
 * fork inherited stands with the session it began in.
 */
export interface TaskDesk {
  /** All of them, oldest first. */
  list(): Promise<readonly TaskView[]>
  /**
   * Resolves when the task has ended or `ms` have passed, with what it is then; undefined when there is no such task.
   * Rejects with the signal's reason. Its end reaches the model by itself, once, whoever waits.
   */
  wait(task: number, options: { ms: number; signal: AbortSignal }): Promise<TaskView | undefined>
  /** Undefined when there is no such task, or what it wrote is gone. */
  read(task: number, range: ByteRange): Promise<TaskOutput | undefined>
  /** Asks for its end, durably. What comes of it is seen by `wait`. */
  cancel(task: number): Promise<void>
}
