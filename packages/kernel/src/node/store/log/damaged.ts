import { KernelError } from '../../../errors/kernel-error.ts'
import type { LogSource } from './read-events.ts'
import { scanLines } from './scan-lines.ts'

export interface Damage {
  seq: number
  /** Where the bad line starts, in bytes. */
  offset: number
  /** Reads as in "the line <wrong>". */
  wrong: string
}

/** The error that says where a log is damaged. Counts the lines before it: the slow way, for the rare case. */
export async function damaged(
  { session, file }: Pick<LogSource, 'session' | 'file'>,
  { seq, offset, wrong }: Damage,
): Promise<KernelError> {
  let line = 1
  for await (const lines of scanLines(file, { from: 0, to: offset })) line += lines.length
  const before = seq - 1
  return new KernelError(
    'session_damaged',
    `Session ${session} is damaged at event ${seq} (line ${line} of its log, byte ${offset}): the line ${wrong}. ` +
      `The events before it can be read${before > 0 ? `; to go on from there, fork the session at event ${before}` : ''}.`,
  )
}
