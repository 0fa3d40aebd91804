import { randomUUID } from 'node:crypto'
import { rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'

const name = 'home'
const little = 500 * 1024 * 1024
const tooLittle = 5 * 1024 * 1024

/** Whether sessions can be written, and how many more; whether others may write or read there. */
export async function checkHome({ home }: Pick<Ground, 'home'>): Promise<Check[]> {
  const { nodeDisk } = await import('@harness/kernel/node')
  try {
    await nodeDisk.makeFolder(home)
    const probe = join(home, `.probe-${randomUUID()}`)
    await writeFile(probe, 'x')
    await rm(probe)
    const { bavail, bsize } = await statfs(home)
    return [roomOf(home, bavail * bsize), ...(await openTo(home))]
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code'
    return [
      unwritable(home, error instanceof Error && code === 'store_failed' ? error.message : code),
    ]
  }
}

/** A disk that is nearly full. */
export function roomOf(home: string, free: number): Check {
  const found = `${home} is writable, ${Math.floor(free / 1024 / 1024)} MB free`
  const fix = 'free some space, or set HARNESS_HOME to a folder on another disk'
  if (free < tooLittle) return { name, status: 'fail', found, fix }
  return free < little ? { name, status: 'warn', found, fix } : { name, status: 'ok', found }
}

function unwritable(home: string, why: string): Check {
  const fix =
    why === 'ENOSPC'
      ? 'free some space, or set HARNESS_HOME to a folder on another disk'
      : 'give this user write access to it, or set HARNESS_HOME to another folder'
  return { name, status: 'fail', found: `${home} cannot be written (${why})`, fix }
}

/** Whoever changes these decides what is run and allowed here. */
const decisive = ['.', 'config.jsonc', 'trust.json', 'mcp-logins.json', 'agents', 'skills']
/** What was said, and what logs in. */
const secret = ['sessions', 'mcp-logins.json', 'index.sqlite']

async function openTo(home: string): Promise<Check[]> {
  if (process.platform === 'win32') return []
  const modeOf = async (one: string) =>
    (await stat(join(home, one)).catch(() => undefined))?.mode ?? 0
  const those = async (names: readonly string[], bits: number) => {
    const open = await Promise.all(names.map(async (one) => ((await modeOf(one)) & bits) !== 0))
    return names.filter((_, index) => open[index]).map((one) => join(home, one))
  }
  const [written, read, owner] = await Promise.all([
    those(decisive, 0o022),
    // A closed folder closes what is in it.
    modeOf('.').then((mode) => ((mode & 0o011) === 0 ? [] : those(secret, 0o044))),
    stat(home).then(({ uid }) => uid),
  ])
  const rows: Check[] = []
  if (written.length > 0) {
    const found = `others than you may change ${written.join(', ')}, and so what runs here`
    rows.push({ name, status: 'warn', found, fix: `chmod go-w ${written.join(' ')}` })
  }
  if (read.length > 0) {
    const found = `others than you may read ${read.join(', ')}`
    rows.push({ name, status: 'warn', found, fix: `chmod -R go= ${home}` })
  }
  if (process.getuid && owner !== process.getuid()) {
    const found = `${home} belongs to another user (${owner})`
    const fix = `chown -R "$(id -un)" ${home}, or set HARNESS_HOME to a folder of your own`
    rows.push({ name, status: 'warn', found, fix })
  }
  return rows
}
