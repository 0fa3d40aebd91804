import { spawn } from 'node:child_process'
import { readIfThere } from './read-if-there.ts'
import { isAlive, isVacant, Runner } from './runner.ts'
import { stopShim } from './shim.ts'
import type { TaskFolder } from './task-folder.ts'

/**
 * Ends every process of the task and resolves when its status is published: the shim's own, or for it. First the
 * request to end, then, half a second later, the end. Goes on if this process dies.
 */
export async function stopTask(folder: TaskFolder, reason: 'cancelled' | 'lost'): Promise<void> {
  const args = [folder.path, folder.mark, leaderOf(folder), reason === 'lost' ? '' : reason]
  const child = spawn('/bin/sh', ['-c', stopShim, 'harness-task-stop', ...args], {
    env: {},
    detached: true,
    stdio: 'ignore',
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  child.once('error', reject)
  child.once('exit', () => resolve())
  await promise
}

/** The process group to signal; 0 when its number may be somebody else's. */
function leaderOf(folder: TaskFolder): string {
  const text = readIfThere(folder.runner)
  if (!text?.endsWith('\n')) return '0'
  const runner = Runner.parse(JSON.parse(text))
  return isAlive(runner) || isVacant(runner) ? String(runner.pid) : '0'
}
