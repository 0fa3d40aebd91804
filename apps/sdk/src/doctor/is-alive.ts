import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** A process that wrote down who it is. */
export const Runner = z.object({ pid: z.int().positive(), boot: z.string().optional() })

/** Whether it runs still, as far as its number and the boot of this machine say. */
export function isAlive({ pid, boot }: z.infer<typeof Runner>): boolean {
  if (boot && boot !== bootId()) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
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
