import { awaitName } from './await-name.ts'
import { awaitStatus } from './await-status.ts'
import { claimTask } from './claim-task.ts'
import type { Shim } from './start-shim.ts'
import { stopTask } from './stop-task.ts'
import type { TaskFolder } from './task-folder.ts'
import { taskState } from './task-state.ts'

/**
 * Resolves when the task has a status, or with why it never began. When the signal fires: with reason `'cancel'` the
 * task is ended, with any other one it is left alone and the promise rejects with the reason.
 */
export async function settleTask(
  folder: TaskFolder,
  shim: Shim | undefined,
  signal: AbortSignal,
): Promise<Error | undefined> {
  const waiting = new AbortController()
  const { promise: aborted, resolve } = Promise.withResolvers<undefined>()
  const abort = () => resolve(undefined)
  signal.addEventListener('abort', abort)
  if (signal.aborted) abort()
  try {
    const fault = await Promise.race([endOf(folder, shim, waiting.signal), aborted])
    if (!signal.aborted || fault) return fault
    if (signal.reason !== 'cancel') signal.throwIfAborted()
    await cancel(folder)
    return undefined
  } finally {
    signal.removeEventListener('abort', abort)
    waiting.abort()
    shim?.leave()
  }
}

async function endOf(
  folder: TaskFolder,
  shim: Shim | undefined,
  signal: AbortSignal,
): Promise<Error | undefined> {
  const fault = await shim?.ended
  const state = taskState(folder)
  if (state === 'ended') return undefined
  if (state === 'unclaimed') return fault ?? new Error(`${folder.path} cannot be written`)
  // Our shim gave way to another one, or was killed.
  if ((await awaitStatus(folder, signal)) === 'lost') await stopTask(folder, 'lost')
  return undefined
}

/** A shim that has not claimed the task yet finds it taken; one that has is known once it has said its name. */
async function cancel(folder: TaskFolder): Promise<void> {
  if (!claimTask(folder)) await awaitName(folder)
  if (taskState(folder) !== 'ended') await stopTask(folder, 'cancelled')
}
