import { hostname } from 'node:os'
import { z } from 'zod'
import type { Disk } from '../disk/disk.ts'
import { readWhole } from '../disk/read-whole.ts'
import { writeFile } from '../disk/write-file.ts'
import { parseJson } from '../log/parse-json.ts'

/** The process that holds a session, as it describes itself beside the lock. Only for people: the lock decides. */
const Holder = z.object({
  pid: z.int(),
  /** When the process began, to tell it from a later one with its number. */
  start: z.string(),
  host: z.string(),
  command: z.string(),
  /** When it took the session. */
  since: z.string(),
})
type Holder = z.infer<typeof Holder>

/** Writes down that this process holds a session. */
export async function writeHolder(disk: Disk, path: string, command: string): Promise<void> {
  const holder: Holder = {
    pid: process.pid,
    start: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    host: hostname(),
    command,
    since: new Date().toISOString(),
  }
  const bytes = Buffer.from(`${JSON.stringify(holder)}\n`)
  await writeFile(disk, path, { bytes, durable: false })
}

/** Who holds a session, in words. The file may be missing for a moment, or left by a process that died. */
export async function describeHolder(disk: Disk, path: string): Promise<string> {
  const holder = Holder.safeParse(parseJson((await readWhole(disk, path))?.toString() ?? ''))
  if (!holder.success) return 'another process'
  const { pid, host, command, since } = holder.data
  const where = host === hostname() ? '' : ` on ${host}`
  return `process ${pid}${where} (${command}) since ${since}`
}
