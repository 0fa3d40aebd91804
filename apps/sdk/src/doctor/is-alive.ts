import { readFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { jsonOf } from '../drive/json-of.ts'

/** A process that wrote down who it is. */
const Runner = z.object({ pid: z.int().positive(), boot: z.string().optional() })

/** Whether the process that a file names runs still, as far as its number and the boot of this machine say. */
export async function isAlive(path: string): Promise<boolean> {
  const runner = Runner.safeParse(jsonOf(await textOf(path)))
  if (!runner.success) return false
  const { pid, boot } = runner.data
  if (boot && boot !== bootId()) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** It may be written or removed while it is looked at, and be half there; a pipe is nobody's. */
async function textOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ? readFile(path, 'utf8').catch(() => '') : ''
}

function bootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch (error) {
    // Only Linux tells.
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
