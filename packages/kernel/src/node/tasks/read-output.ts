import { open, type FileHandle } from 'node:fs/promises'
import { pieceOf } from '../../output/piece-of.ts'
import { decode, wholeLength } from '../../output/utf8-slice.ts'
import type { ByteRange, TaskOutput } from '../../ports/task-desk.ts'
import type { Redaction } from '../../ports/redactor.ts'
import { bytesOf, latin1Of } from '../../redaction/latin1.ts'
import { readAsText } from '../../redaction/placeholder.ts'
import { isMissing } from './read-if-there.ts'
import { readStatus } from './status.ts'
import type { TaskFolder } from './task-folder.ts'

/** What a command wrote, from a byte on, without its secrets; undefined when nothing is kept of it. */
export async function readOutput(
  folder: TaskFolder,
  range: ByteRange,
  redaction?: Redaction,
): Promise<TaskOutput | undefined> {
  const file = await openIfThere(folder.out)
  if (!file) return undefined
  try {
    const { size } = await file.stat()
    const from = Math.min(range.from, size)
    if (!redaction) return pieceOf(await bytesAt(file, from, range.most), from, size)
    const isOver = readStatus(folder.status) !== undefined
    return await readClean({ file, size, isOver, redaction }, from, range.most)
  } finally {
    await file.close()
  }
}

interface Reading {
  file: FileHandle
  size: number
  /** Nothing more will come. */
  isOver: boolean
  redaction: Redaction
}

/** How far before a piece a secret may begin that goes on in it. */
const margin = 16 * 1024

/** No piece ends within a secret, and one that would begin in one begins with it. */
async function readClean(reading: Reading, from: number, most: number): Promise<TaskOutput> {
  const { file, size, isOver, redaction } = reading
  const before = Math.min(from, margin)
  const earlier = latin1Of(await bytesAt(file, from - before, before))
  const bytes = await bytesAt(file, from, most)
  const whole = bytes.subarray(0, wholeLength(bytes) || bytes.length)
  const later = latin1Of(whole)
  const { redact } = redaction
  const isWithin = redact(earlier + later) !== redact(earlier) + redact(later)
  const back = isWithin ? redaction.openEnd(earlier) : 0
  const text = earlier.slice(earlier.length - back) + later
  const isLast = from + bytes.length >= size
  const held = isLast && isOver ? 0 : redaction.openEnd(text)
  // One that is longer than the piece.
  if (held === text.length && !isLast) return readClean(reading, from, most * 2)
  const shown = text.slice(0, text.length - held)
  const clean = readAsText(redact(shown))
  return { text: decode(bytesOf(clean)), next: from - back + shown.length, total: size }
}

async function bytesAt(file: FileHandle, from: number, most: number): Promise<Uint8Array> {
  const { size } = await file.stat()
  const bytes = new Uint8Array(Math.max(0, Math.min(most, size - from)))
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
  return bytes.subarray(0, bytesRead)
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
