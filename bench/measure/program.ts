import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'

const reporter = fileURLToPath(new URL('../children/report-memory.cjs', import.meta.url))

const execute = promisify(execFile)

/** A program of Node: its arguments, and where it runs. */
export interface Program {
  args: readonly string[]
  cwd: string
  env: Readonly<Record<string, string>>
}

/** Bash tells to the millisecond what a command and everything it waited for have used. */
const timed = 'TIMEFORMAT="%U %S"; { time "$@" </dev/null >/dev/null 2>&1; }'

/** Milliseconds of CPU from start to end, the processes that it started included. */
export async function cpuOfProgram({ args, cwd, env }: Program): Promise<number> {
  const command = ['--norc', '-c', timed, 'bash', process.execPath, ...args]
  const { stderr } = await execute('bash', command, { cwd, env: { ...base(), ...env } })
  const [user = Number.NaN, system = Number.NaN] = stderr.trim().split(/\s+/).map(Number)
  return (user + system) * 1_000
}

/** The most memory that the program ever had, in megabytes. */
export async function memoryOfProgram({ args, cwd, env }: Program): Promise<number> {
  const path = join(cwd, 'memory.txt')
  const running = execute(process.execPath, ['--require', reporter, ...args], {
    cwd,
    env: { ...base(), ...env, BENCH_MEMORY: path },
  })
  running.child.stdin?.end()
  await running
  return Number((await readFile(path, 'utf8')).trim().split('\n').at(-1)) / 1024
}

/** Nothing of whoever runs the benchmark: no keys, no settings. */
const base = () => ({ PATH: process.env['PATH'], NO_COLOR: '1' })
