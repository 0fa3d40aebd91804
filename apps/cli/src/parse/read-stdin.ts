import { fstatSync } from 'node:fs'
import { UsageError } from '../outcome/usage-error.ts'
import { maxPromptBytes, tooLong } from './prompt-size.ts'

/** How long to wait for a first byte when there is a task already: whoever started us may have left the pipe open. */
const patienceMs = 3000

/** What was piped in; undefined when nothing is. `optional`: there is a task without it. */
export async function readStdin({ optional }: { optional: boolean }): Promise<Buffer | undefined> {
  if (!isPiped()) return undefined
  const { stdin, stderr } = process
  const timer = setTimeout(() => {
    if (!optional) return
    stderr.write(
      'Nothing came on standard input: going on without it ("< /dev/null" says so at once).\n',
    )
    stdin.destroy()
  }, patienceMs)
  const pieces: Buffer[] = []
  let size = 0
  try {
    for await (const piece of stdin) {
      clearTimeout(timer)
      const bytes = Buffer.from(piece)
      size += bytes.length
      if (size > maxPromptBytes) throw tooLong(size, 'more than ')
      pieces.push(bytes)
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    // A pipe that was closed by the timer or by its other end has said what it had to say.
    if (!stdin.destroyed) throw error
  } finally {
    clearTimeout(timer)
    stdin.destroy()
  }
  return size === 0 ? undefined : Buffer.concat(pieces)
}

/** A pipe, a socket or a file; a terminal and /dev/null have nothing to say. */
function isPiped(): boolean {
  try {
    const stat = fstatSync(0)
    return stat.isFIFO() || stat.isSocket() || stat.isFile()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EBADF') return false
    throw error
  }
}
