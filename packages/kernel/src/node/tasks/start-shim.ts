import { spawn, type ChildProcess } from 'node:child_process'
import { Socket } from 'node:net'
import type { CommandSpec } from '../../events/task.ts'
import { runShim } from './shim.ts'
import type { TaskFolder } from './task-folder.ts'

/** A shim that this process started. */
export interface Shim {
  /** Resolves when it is gone; with what went wrong when it could not be started. Never rejects. */
  ended: Promise<Error | undefined>
  /** Lets it live without us: this process may exit. */
  leave(): void
}

/** Most commands end sooner, and need no timer process. */
const timerAfterMs = 200

/** Starts a shim for the task; if another one has claimed it, ours ends at once and changes nothing. */
export function startShim(
  folder: TaskFolder,
  spec: CommandSpec,
  program: string,
): { shim: Shim } | { fault: string } {
  try {
    return { shim: attach(spawnShim(folder, spec, program), spec.timeoutMs) }
  } catch (error) {
    // An argument list that is too long, a NUL in an argument.
    if (error instanceof Error && 'code' in error) return { fault: error.message }
    throw error
  }
}

function attach(child: ChildProcess, timeoutMs: number): Shim {
  const lifeline = child.stdio[3]
  const release = () => (lifeline instanceof Socket ? lifeline.destroy() : undefined)
  const timer = setTimeout(release, timeoutMs < 1000 ? 0 : timerAfterMs)
  const { promise, resolve } = Promise.withResolvers<Error | undefined>()
  child.once('error', resolve)
  child.once('exit', () => resolve(undefined))
  const leave = () => {
    clearTimeout(timer)
    release()
    child.unref()
  }
  return { ended: promise, leave }
}

function spawnShim(folder: TaskFolder, spec: CommandSpec, program: string): ChildProcess {
  const { argv, cwd, env, outputCap, timeoutMs } = spec
  const blocks = Math.max(1, Math.floor(outputCap / 512))
  const numbers = ['0', String(blocks), String(Math.ceil(Math.min(timeoutMs, 1e12)))]
  const args = [folder.path, folder.mark, ...numbers, program, ...argv.slice(1)]
  return spawn('/bin/sh', ['-c', runShim, 'harness-task', ...args], {
    cwd,
    env: { ...env, ...outerTask() },
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
}

/** A harness that runs inside a task hands the mark on: whoever ends the outer task ends ours too. */
function outerTask(): Record<string, string> {
  const outer = process.env['HARNESS_TASK']
  return outer === undefined ? {} : { HARNESS_TASK: outer }
}
