import { readFileSync } from 'node:fs'

/** The text of a small local file, undefined when there is none. Synchronous: it costs less than a thread would. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** ESRCH is how /proc answers for a process that ended while its file was read. */
export const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')
