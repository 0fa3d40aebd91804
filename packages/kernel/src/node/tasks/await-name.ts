import { setTimeout as sleep } from 'node:timers/promises'
import type { TaskFolder } from './task-folder.ts'
import { taskState, type TaskState } from './task-state.ts'

/** A claim is followed by the runner's name within microseconds, unless the shim died in between: then it is lost. */
const graceMs = 3000
const lookEveryMs = 10

export async function awaitName(folder: TaskFolder): Promise<TaskState> {
  for (let waited = 0; waited < graceMs; waited += lookEveryMs) {
    const state = taskState(folder)
    if (state !== 'claimed') return state
    await sleep(lookEveryMs)
  }
  return 'lost'
}
