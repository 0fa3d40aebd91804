import { UsageError } from '../outcome/usage-error.ts'

/** Bytes as text; `what` reads as in "<what> is not text". A byte order mark is no part of it. */
export function decodeText(bytes: Uint8Array, what: string): string {
  if (!bytes.includes(0)) {
    const text = decode(bytes)
    if (text !== undefined) return text
  }
  throw new UsageError(
    `${what} is not text (UTF-8): save it to a file of the workspace and name the file in the task.`,
  )
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
