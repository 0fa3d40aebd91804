import { randomUUID } from 'node:crypto'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Check } from './check.ts'

const little = 500 * 1024 * 1024
const tooLittle = 5 * 1024 * 1024

/** Whether sessions can be written, and how many more. */
export async function checkHome(home: string): Promise<Check> {
  const name = 'home'
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
    const probe = join(home, `.probe-${randomUUID()}`)
    await writeFile(probe, 'x')
    await rm(probe)
    const { bavail, bsize } = await statfs(home)
    const free = bavail * bsize
    const found = `${home} is writable, ${megabytes(free)} MB free`
    const fix = 'free some space, or set HARNESS_HOME to a folder on another disk'
    if (free < tooLittle) return { name, status: 'fail', found, fix }
    return free < little ? { name, status: 'warn', found, fix } : { name, status: 'ok', found }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code'
    return {
      name,
      status: 'fail',
      found: `${home} cannot be written (${code})`,
      fix: 'give this user write access to it, or set HARNESS_HOME to another folder',
    }
  }
}

const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024)
