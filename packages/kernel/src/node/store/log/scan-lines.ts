import type { DiskFile } from '../disk/disk.ts'

export interface Line {
  /** Without the newline; valid until the next group is asked for. */
  bytes: Buffer
  start: number
  /** Where the next line starts. */
  end: number
  /** False for what stands at the end without a newline. */
  whole: boolean
}

const longReading = 256 * 1024
const newline = 10

export interface Range {
  from: number
  to: number
  /** How much to read at first. */
  chunk?: number
}

/** The lines in a range by groups, in memory bounded by a chunk and the longest line. */
export async function* scanLines(
  file: DiskFile,
  { from, to, chunk = 32 * 1024 }: Range,
): AsyncGenerator<Line[]> {
  let buffer: Buffer = Buffer.allocUnsafe(Math.min(chunk, to - from))
  let start = from // of the buffer, in the file
  let filled = 0
  for (;;) {
    const room = Math.min(buffer.length - filled, to - start - filled)
    const got =
      room > 0 ? await file.read(buffer.subarray(filled, filled + room), start + filled) : 0
    if (got === 0) break
    const lines = splitLines(buffer.subarray(0, filled + got), { start, search: filled })
    filled += got
    if (lines.length > 0) yield lines
    const kept = start + filled - (lines.at(-1)?.end ?? start)
    buffer = roomy(buffer, { from: filled - kept, kept })
    start += filled - kept
    filled = kept
  }
  if (filled > 0) {
    yield [{ bytes: buffer.subarray(0, filled), start, end: start + filled, whole: false }]
  }
}

function splitLines(bytes: Buffer, { start, search }: { start: number; search: number }): Line[] {
  const lines: Line[] = []
  let from = 0
  for (let at = bytes.indexOf(newline, search); at >= 0; at = bytes.indexOf(newline, from)) {
    const line = bytes.subarray(from, at)
    lines.push({ bytes: line, start: start + from, end: start + at + 1, whole: true })
    from = at + 1
  }
  return lines
}

/** The same bytes at the front of a buffer that has room for more; short readings stay small, long ones grow. */
function roomy(buffer: Buffer, { from, kept }: { from: number; kept: number }): Buffer {
  const target =
    kept * 2 > buffer.length || buffer.length < longReading
      ? Buffer.allocUnsafe(buffer.length * 2)
      : buffer
  buffer.copy(target, 0, from, from + kept)
  return target
}
