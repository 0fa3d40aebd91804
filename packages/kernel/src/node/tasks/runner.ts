import { spawnSync } from 'node:child_process'
import { z } from 'zod'
import { readIfThere } from './read-if-there.ts'

/** The process that owns a task. A number alone may be somebody else's by now; with start time and boot it cannot. */
export const Runner = z.object({ pid: z.int().positive(), start: z.string(), boot: z.string() })
export type Runner = z.infer<typeof Runner>

const linux = process.platform === 'linux'
const bootId = () => readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? ''

/** Whether the runner still runs. */
export const isAlive = (runner: Runner): boolean =>
  runner.boot === (linux ? bootId() : '') && startOf(runner.pid) === runner.start

/** Whether the group a dead runner led may be signalled: on this boot, and nobody got its number since. */
export const isVacant = (runner: Runner): boolean =>
  runner.boot === (linux ? bootId() : '') && startOf(runner.pid) === undefined

/** When a process started, in the words of its operating system; undefined when it ended, reaped or not. */
function startOf(pid: number): string | undefined {
  if (!linux) return startBySystem(pid)
  const stat = readIfThere(`/proc/${pid}/stat`)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
}

function startBySystem(pid: number): string | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout === '' ? undefined : stdout.replace(/\n$/, '')
}
