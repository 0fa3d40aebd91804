import { lastSum } from './decode-line.ts'
import type { Position } from './position.ts'
import { type LogSource, readEvents } from './read-events.ts'
import { scanLines } from './scan-lines.ts'
import { seqOf } from './seek-event.ts'

const firstReach = 16 * 1024

/**
 * The place behind the last whole append of a log file; `start` when it has none. Looks from the end, further back each
 * time until something is proved, so it costs what the last append costs. Throws `session_damaged`.
 */
export async function locateHead(source: LogSource, start: Position): Promise<Position> {
  for (let reach = firstReach; ; reach *= 4) {
    const from = source.size - reach
    const base = from > start.offset ? await firstBoundary(source, from) : start
    if (!base) continue
    const position = { ...base }
    for await (const events of readEvents(source, position)) void events // it moves `position`
    if (position.seq > base.seq || base === start) return position
  }
}

/** The first place after `from` between two appends, as the line before it says; undefined when none is told. */
async function firstBoundary(source: LogSource, from: number): Promise<Position | undefined> {
  const { file, size } = source
  let partial = true
  for await (const lines of scanLines(file, { from, to: size, chunk: firstReach })) {
    for (const { bytes, end, whole } of lines) {
      const seq = partial ? undefined : seqOf(bytes)
      const sum = whole ? lastSum(bytes) : undefined
      partial = false
      if (seq !== undefined && sum !== undefined) return { seq, offset: end, sum }
    }
  }
  return undefined
}
