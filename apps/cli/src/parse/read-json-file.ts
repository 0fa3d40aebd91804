import { readFile } from 'node:fs/promises'
import { UsageError } from '../outcome/usage-error.ts'
import { decodeText } from './decode-text.ts'

/** What a file of JSON says, however long it is. */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = decodeText(await read(path), path)
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new UsageError(`${path} is no JSON: ${error.message}.`)
  }
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw new UsageError(`Cannot read ${path}: ${why(code)}.`)
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
