import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** Why a file was passed over. */
export type Skipped = 'unreadable' | 'large' | 'binary' | 'generated'

export interface SourceText {
  text: string
  /** Milliseconds since 1970. */
  modified: number
  bytes: number
}

/** Files beyond this are data or generated more often than not, and slow to parse. */
export const sourceBytes = 512 * 1024

/** A file's size, time and text. A link, a pipe, a file that is gone or is no text is passed over. */
export async function readSource(path: string): Promise<SourceText | Skipped> {
  try {
    const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW
    const file = await open(path, flags)
    try {
      const stat = await file.stat()
      if (!stat.isFile()) return 'unreadable'
      if (stat.size > sourceBytes) return 'large'
      const bytes = await file.readFile()
      if (bytes.subarray(0, 8192).includes(0)) return 'binary'
      return { text: bytes.toString('utf8'), modified: stat.mtimeMs, bytes: stat.size }
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return 'unreadable'
    throw error
  }
}
