import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { UsageError } from '../outcome/usage-error.ts'
import { decodeText } from './decode-text.ts'
import { maxPromptBytes, tooLong } from './prompt-size.ts'
import { whyUnread } from './why-unread.ts'

/** A file a person named. `hint` follows what is wrong with it. */
export async function readTextFile(path: string, hint = ''): Promise<string> {
  const bytes = await readBounded(path, hint)
  return decodeText(bytes, path)
}

async function readBounded(path: string, hint: string): Promise<Uint8Array> {
  try {
    const found = await stat(path)
    if (found.size > maxPromptBytes) throw tooLong(found.size)
    return found.isFile() || found.isDirectory() ? await readFile(path) : await readPipe(path)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`Cannot read ${path}: ${whyUnread(error)}.${hint}`)
  }
}

/** A pipe or a device has no size to look at first. */
async function readPipe(path: string): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of createReadStream(path)) {
    const bytes = Buffer.from(piece)
    size += bytes.length
    if (size > maxPromptBytes) throw tooLong(size)
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}
