import { UsageError } from '../outcome/usage-error.ts'

/** More fits no model's window. */
export const maxPromptBytes = 1024 * 1024

/** For a task that no model could read. */
export const tooLong = (bytes: number, how = '') =>
  new UsageError(
    `The task is ${how}${(bytes / 1024 / 1024).toFixed(1)} MiB; at most 1 MiB fits. ` +
      'Put it into a file of the workspace and name the file in the task.',
  )
