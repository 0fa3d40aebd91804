import type { Event } from '../../../events/event.ts'
import type { Disk, DiskFile } from '../disk/disk.ts'
import { cutTail } from './cut-tail.ts'
import { LogWriter } from './log-writer.ts'
import type { Position } from './position.ts'
import { readEvents } from './read-events.ts'
import { longestTail, type Tail } from './tail.ts'

export interface LogToOpen {
  session: string
  path: string
  /** Where the torn tail of a crash is kept. */
  torn: string
  /** A place that was proved before; everything after it is proved now. */
  from: Position
  /** Sees every event after `from`; a throw refuses the log. */
  check(event: Event): void
}

export interface OpenedLog {
  writer: LogWriter
  /** What was proved; only its end where that is too much to keep. */
  tail: Tail
  /** What was cut from the end, when something was. */
  cut?: { offset: number; bytes: number; kept: string }
}

/** Opens a log for writing: proves what follows `from` and cuts a torn tail. Throws `session_damaged`. */
export async function openLog(disk: Disk, log: LogToOpen): Promise<OpenedLog> {
  const file = await disk.open(log.path, 'append')
  try {
    const { session, torn } = log
    const size = await file.size()
    const tail = await prove(log, file, size)
    const { end } = tail
    const writer = new LogWriter(session, file, end)
    if (end.offset === size) return { writer, tail }
    return { writer, tail, cut: await cutTail(disk, file, { from: end.offset, size, torn }) }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function prove(
  { session, from, check }: LogToOpen,
  file: DiskFile,
  size: number,
): Promise<Tail> {
  const kept: Event[] = []
  const keep = size - from.offset <= longestTail
  const end = { ...from }
  for await (const events of readEvents({ session, file, size }, end)) {
    for (const event of events) check(event)
    if (keep) kept.push(...events)
  }
  return { start: keep ? from : end, events: kept, end }
}
