import { readFile } from 'node:fs/promises'
import { UsageError } from '../outcome/usage-error.ts'
import { decodeText } from './decode-text.ts'
import { whyUnread } from './why-unread.ts'

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
    throw new UsageError(`Cannot read ${path}: ${whyUnread(error)}.`)
  }
}
