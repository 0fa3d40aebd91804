import { decodeLine } from './decode-line.ts'
import type { Places } from './places.ts'
import type { Position } from './position.ts'
import type { LogSource } from './read-events.ts'
import { scanLines } from './scan-lines.ts'
import { seekEvent } from './seek-event.ts'
import { wholeAfter } from './whole-after.ts'

/** The place right after event `seq` of a log file; undefined when it has no such event, or not yet its whole append. */
export async function locateEvent(
  source: LogSource,
  seq: number,
  places: Places,
): Promise<Position | undefined> {
  let position = await seekEvent(source, seq, places)
  let found: Position | undefined
  for await (const lines of scanLines(source.file, { from: position.offset, to: source.size })) {
    for (const { bytes, end, whole } of lines) {
      const line = whole ? decodeLine(bytes, position.sum) : undefined
      if (line?.kind !== 'event')
        return found && (await wholeAfter(source, end)) ? found : undefined
      position = { seq: line.event.seq, offset: end, sum: line.sum }
      if (position.seq === seq) found = position
      if (found && !line.more) return found
    }
  }
  return undefined
}
