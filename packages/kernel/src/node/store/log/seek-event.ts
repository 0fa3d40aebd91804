import { readBetween } from '../disk/read-whole.ts'
import { statedSum } from './decode-line.ts'
import type { Places } from './places.ts'
import type { Position } from './position.ts'
import type { LogSource } from './read-events.ts'
import { type Line, scanLines } from './scan-lines.ts'

const near = 16 * 1024

/**
 * The place right before event `seq`, or the last place before it that can be told: from the places that are known, by
 * halving over bytes between them, then line by line. A line says its seq first and its checksum last. Nothing is proved
 * here; who reads on proves what it reads.
 */
export async function seekEvent(source: LogSource, seq: number, places: Places): Promise<Position> {
  const known = places.before(seq)
  if (seq <= known.seq + 1) return { ...known }
  let position = await approach(source, seq, places)
  for await (const lines of scanLines(source.file, { from: position.offset, to: source.size })) {
    for (const line of lines) {
      const sum = line.whole ? statedSum(line.bytes) : undefined
      if (sum === undefined || seqOf(line.bytes) !== position.seq + 1) return position
      if (position.seq + 1 === seq) return position
      position = { seq: position.seq + 1, offset: line.end, sum }
    }
  }
  return position
}

/** A place before event `seq` and near it. What is sought lies near a known place more often than far from it. */
async function approach(source: LogSource, seq: number, places: Places): Promise<Position> {
  const start = places.before(seq)
  const after = places.after(seq)
  let low = { seq: start.seq + 1, offset: start.offset }
  let high = Math.min(source.size, after?.offset ?? Infinity)
  let reach = after ? near : Infinity
  while (high - low.offset > near) {
    reach *= 4
    const middle = high - Math.min(reach, Math.ceil((high - low.offset) / 2))
    const line = await lineAfter(source, middle, high)
    if (line && line.seq <= seq && line.seq > low.seq) low = line
    else high = middle
  }
  if (low.offset === start.offset) return start
  const end = await readBetween(source.file, low.offset - 32, low.offset - 1)
  const sum = statedSum(end)
  return sum === undefined ? start : { seq: low.seq - 1, offset: low.offset, sum }
}

/** The first line that starts after `from` and before `to`, when it says its seq. */
async function lineAfter(
  { file, size }: LogSource,
  from: number,
  to: number,
): Promise<{ seq: number; offset: number } | undefined> {
  const [before, line] = await firstLines({ file, from, to })
  if (!before?.whole || before.end >= to) return undefined
  const offset = before.end
  const bytes = line?.bytes ?? (await readBetween(file, offset, Math.min(offset + 32, size)))
  const seq = seqOf(bytes)
  return seq === undefined ? undefined : { seq, offset }
}

async function firstLines({
  file,
  ...range
}: Pick<LogSource, 'file'> & { from: number; to: number }): Promise<Line[]> {
  for await (const lines of scanLines(file, { ...range, chunk: near / 2 })) return lines
  return []
}

/** The seq that a stored line begins with. */
export function seqOf(bytes: Buffer): number | undefined {
  const text = bytes.toString('latin1', 0, 32)
  const digits = /^\{"seq":(\d+),/.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
