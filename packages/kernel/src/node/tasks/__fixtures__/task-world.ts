import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandRunner } from '../command-runner.ts'
import type { CommandSpec } from '../../../events/task.ts'
import type { TaskRunner } from '../../../ports/task-runner.ts'

export interface TaskWorld {
  folder: string
  runner: TaskRunner
  /** Runs a shell command as the next task. */
  shell(script: string, options?: Partial<CommandSpec> & RunOptions): ReturnType<TaskRunner['run']>
}

interface RunOptions {
  signal?: AbortSignal
  output?: (text: string) => void
  task?: number
}

export function taskWorld(): TaskWorld {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tasks-')))
  const runner = commandRunner({ folder: () => folder })
  let last = 0
  return {
    folder,
    runner,
    shell(script, { signal, output, task, ...changes } = {}) {
      last += 1
      const spec = { ...shellSpec(folder, script), ...changes }
      const handle = { session: 's', task: task ?? last, at: Date.now() }
      const options = { signal: signal ?? new AbortController().signal, ...(output && { output }) }
      return runner.run(handle, spec, options)
    },
  }
}

export const shellSpec = (cwd: string, script: string): CommandSpec => ({
  kind: 'command',
  argv: ['/bin/sh', '-c', script],
  cwd,
  env: { PATH: process.env['PATH'] ?? '' },
  timeoutMs: 20_000,
  outputCap: 1 << 20,
})

export interface Host {
  pid: number
  /** What it printed: a task's end, or nothing when it was killed. */
  printed: Promise<string>
}

/** Another process that runs task 1 of the folder. */
export function startHost(folder: string, script: string, timeoutMs = 20_000): Host {
  const file = join(import.meta.dirname, 'host.mjs')
  const child = spawn(process.execPath, [file, folder, script, String(timeoutMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { promise, resolve } = Promise.withResolvers<string>()
  let text = ''
  child.stdout.on('data', (piece) => (text += piece))
  child.on('close', () => resolve(text))
  return { pid: child.pid ?? 0, printed: promise }
}

export async function until(fact: () => boolean, ms = 8000): Promise<void> {
  for (const end = Date.now() + ms; !fact(); await sleep(20)) {
    if (Date.now() > end) throw new Error(`still not so after ${ms} ms: ${fact.toString()}`)
  }
}

export const exists = (...parts: string[]): boolean => existsSync(join(...parts))

/** The processes whose command line contains the word, without ourselves. */
export const running = (word: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => commandLine(name).includes(word))
    .map((name) => `${name} ${commandLine(name)}`)

/** Resolves when no such process is left; rejects with those that stay. */
export async function allEnded(word: string, ms = 3000): Promise<void> {
  for (const end = Date.now() + ms; running(word).length > 0; await sleep(20)) {
    if (Date.now() > end) throw new Error(`still running: ${running(word).join('; ')}`)
  }
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
