import { type FSWatcher, watch } from 'node:fs'
import { awaitName } from './await-name.ts'
import type { TaskFolder } from './task-folder.ts'
import { taskState } from './task-state.ts'

/** A watch tells of a status at once; the look at the clock finds a shim that died without one. */
const lookEveryMs = 500

export type WatchFolder = (path: string, changed: () => void) => FSWatcher

/** Waits for the end of a task that somebody else started. Rejects with the signal's reason. */
export async function awaitStatus(
  folder: TaskFolder,
  signal: AbortSignal,
  watchFolder: WatchFolder = watch,
): Promise<'ended' | 'lost'> {
  if ((await awaitName(folder)) === 'lost') return 'lost'
  signal.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<'ended' | 'lost'>()
  const look = () => {
    const state = taskState(folder)
    if (state === 'ended' || state === 'lost') resolve(state)
  }
  const guarded = () => {
    try {
      look()
    } catch (error) {
      reject(error)
    }
  }
  const stop = () => reject(signal.reason)
  signal.addEventListener('abort', stop)
  const clock = setInterval(guarded, lookEveryMs)
  const watcher = watchIfPossible(watchFolder, folder.path, guarded)
  guarded()
  try {
    return await promise
  } finally {
    watcher?.close()
    clearInterval(clock)
    signal.removeEventListener('abort', stop)
  }
}

/** A watch that fails, now or later (too many of them), leaves the clock. */
function watchIfPossible(
  watchFolder: WatchFolder,
  path: string,
  changed: () => void,
): FSWatcher | undefined {
  try {
    return watchFolder(path, changed).on('error', changed)
  } catch {
    return undefined
  }
}
