import { readFile, stat } from 'node:fs/promises'
import { UsageError } from '../outcome/usage-error.ts'
import { decodeText } from './decode-text.ts'
import { maxPromptBytes, tooLong } from './prompt-size.ts'

/** A file a person named. `hint` follows what is wrong with it. */
export async function readTextFile(path: string, hint = ''): Promise<string> {
  const bytes = await readBounded(path, hint)
  return decodeText(bytes, path)
}

async function readBounded(path: string, hint: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > maxPromptBytes) throw tooLong(size)
    return await readFile(path)
  } catch (error) {
    if (error instanceof UsageError) throw error
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw new UsageError(`Cannot read ${path}: ${why(code)}.${hint}`)
  }
}

function why(code: unknown): string {
  switch (code) {
    case 'ENOENT':
      return 'there is no such file'
    case 'EISDIR':
      return 'it is a folder'
    case 'EACCES':
    case 'EPERM':
      return 'permission was denied'
    default:
      return `it could not be read (${String(code)})`
  }
}
