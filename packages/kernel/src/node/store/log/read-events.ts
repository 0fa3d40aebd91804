// The one reader of stored lines: it proves every line before it hands it on, and yields appends whole or not at all.
import type { Event } from '../../../events/event.ts'
import type { DiskFile } from '../disk/disk.ts'
import { damaged } from './damaged.ts'
import { decodeLine } from './decode-line.ts'
import type { Position } from './position.ts'
import { scanLines } from './scan-lines.ts'
import { wholeAfter } from './whole-after.ts'

export interface LogSource {
  session: string
  file: DiskFile
  /** Where to stop reading, in bytes. */
  size: number
}

/**
 * The events after `position`, by groups. `position` moves along; when the generator is done it stands behind the last
 * whole append, and what follows is a torn tail. Throws `session_damaged` when something whole follows a bad line.
 */
export async function* readEvents(source: LogSource, position: Position): AsyncGenerator<Event[]> {
  const append = new OpenAppend(position)
  for await (const lines of scanLines(source.file, { from: position.offset, to: source.size })) {
    const ready: Event[] = []
    for (const line of lines) {
      const wrong = line.whole ? append.take(line) : 'has no end'
      if (wrong !== undefined) {
        if (ready.length > 0) yield ready
        if (!(await wholeAfter(source, line.end))) return
        if (append.events.length > 0) yield append.events // more follows, so it was whole once
        throw await damaged(source, { seq: append.last.seq + 1, offset: line.start, wrong })
      }
      if (!append.more) {
        ready.push(...append.events)
        append.events = []
        Object.assign(position, append.last)
      }
    }
    if (ready.length > 0) yield ready
  }
}

/** The events of an append of which the last line has not been seen. */
class OpenAppend {
  last: Position
  events: Event[] = []
  more = false

  constructor(position: Position) {
    this.last = { ...position }
  }

  /** What is wrong with the line, if anything is. */
  take({ bytes, end }: { bytes: Buffer; end: number }): string | undefined {
    const line = decodeLine(bytes, this.last.sum)
    if (line.kind === 'bad') return line.wrong
    const { seq } = line.event
    if (seq !== this.last.seq + 1) return `says that it is event ${seq}`
    this.last = { seq, offset: end, sum: line.sum }
    this.events.push(line.event)
    this.more = line.more
    return undefined
  }
}
