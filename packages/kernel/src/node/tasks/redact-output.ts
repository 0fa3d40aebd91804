import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { Redaction } from '../../ports/redactor.ts'
import { bytesOf, latin1Of } from '../../redaction/latin1.ts'
import { readAsText } from '../../redaction/placeholder.ts'
import { StreamRedactor } from '../../redaction/stream-redactor.ts'
import { isMissing } from './read-if-there.ts'
import type { TaskFolder } from './task-folder.ts'

/**
 * Takes secrets out of what a command that has ended wrote, byte by byte; what holds none is left as it is. A process that
 * dies meanwhile leaves the whole output, and whoever takes the task over does it again.
 */
export async function redactOutput({ out }: TaskFolder, redaction: Redaction): Promise<void> {
  const clean = `${out}.clean`
  try {
    if (!(await holdsSecret(out, redaction))) return
    await copyWithout(out, clean, redaction)
    await rename(clean, out)
  } catch (error) {
    if (!isMissing(error)) throw error
  } finally {
    await rm(clean, { force: true })
  }
}

async function holdsSecret(path: string, redaction: Redaction): Promise<boolean> {
  let held = ''
  for await (const piece of piecesOf(path)) {
    const text = held + piece
    if (redaction.redact(text) !== text) return true
    held = text.slice(text.length - redaction.openEnd(text))
  }
  return false
}

async function copyWithout(from: string, to: string, redaction: Redaction): Promise<void> {
  const stream = new StreamRedactor(redaction)
  await using target = await open(to, 'w', 0o600)
  for await (const piece of piecesOf(from)) {
    await target.write(bytesOf(readAsText(stream.take(piece))))
  }
  await target.write(bytesOf(readAsText(stream.flush())))
}

/** Bytes as characters. */
async function* piecesOf(path: string): AsyncGenerator<string> {
  for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    if (piece instanceof Uint8Array) yield latin1Of(piece)
  }
}
