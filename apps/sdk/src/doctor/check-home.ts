import { randomUUID } from 'node:crypto'
import { rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KernelError } from '@harness/kernel'
import { keyFault } from '../setup/secret-tags.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'
import { shellWord, shellWords } from './shell-word.ts'

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
    return [roomOf(home, bavail * bsize), ...keyOf(home), ...(await openTo(home))]
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code'
    if (error instanceof KernelError) return [unwritable(home, error.message)]
    return [unwritable(home, `${home} cannot be written (${code})`, code)]
  }
}

/** Without it no secret has a name, and nothing is written that may hold one. */
function keyOf(home: string): Check[] {
  const fault = keyFault(home)
  if (!fault) return []
  const fix = 'put back the key that was there, or remove it, and older sessions do without secrets'
  return [{ name, status: 'fail', found: fault.message, fix }]
}

/** A disk that is nearly full. */
export function roomOf(home: string, free: number): Check {
  const megabytes = `${Math.floor(free / 1024 / 1024)} MB`
  const found = `${home} has only ${megabytes} left`
  const fix = 'free some space, or set HARNESS_HOME to a folder on another disk'
  if (free < tooLittle) return { name, status: 'fail', found, fix }
  if (free < little) return { name, status: 'warn', found, fix }
  return { name, status: 'ok', found: `${home} is writable, ${megabytes} free` }
}

function unwritable(home: string, found: string, code = ''): Check {
  const fix =
    code === 'ENOSPC'
      ? 'free some space, or set HARNESS_HOME to a folder on another disk'
      : `give this user write access to ${shellWord(home)}, or set HARNESS_HOME to another folder`
  return { name, status: 'fail', found, fix }
}

const logins = 'mcp-logins.json'
/** Whoever changes these decides what is run and allowed here. */
const decisive = ['.', 'config.jsonc', 'trust.json', logins, 'agents', 'skills']
/** What was said, and what logs in. */
const secret = ['sessions', logins, 'index.sqlite']

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
    // A closed folder closes what is in it; logins are not even read where their file is open.
    modeOf('.').then((mode) => those((mode & 0o011) === 0 ? [logins] : secret, 0o044)),
    stat(home).then(({ uid }) => uid),
  ])
  const rows: Check[] = []
  if (written.length > 0) {
    const found = `others than you may change ${written.join(', ')}, and so what runs here`
    rows.push({ name, status: 'warn', found, fix: `chmod go-w ${shellWords(written)}` })
  }
  if (read.length > 0) {
    const found = `others than you may read ${read.join(', ')}`
    rows.push({ name, status: 'warn', found, fix: `chmod -R go= ${shellWords(read)}` })
  }
  if (process.getuid && owner !== process.getuid()) {
    const found = `${home} belongs to another user (${owner})`
    const fix = `chown -R "$(id -un)" ${shellWord(home)}, or set HARNESS_HOME to a folder of your own`
    rows.push({ name, status: 'warn', found, fix })
  }
  return rows
}
