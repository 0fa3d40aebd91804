import { writeFileSync } from 'node:fs'
import type { TaskFolder } from './task-folder.ts'

/** Takes the task so that no shim can start it any more; false when somebody else has it. */
export function claimTask(folder: TaskFolder): boolean {
  try {
    writeFileSync(folder.runner, '', { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
