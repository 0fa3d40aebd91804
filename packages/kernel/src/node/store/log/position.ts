import { genesis } from './chain-sum.ts'

/** A place between two events of a log file: where the next one starts, and what it follows. */
export interface Position {
  /** The seq of the event before. */
  seq: number
  /** The byte at which the next line starts. */
  offset: number
  /** What the next line chains to. */
  sum: string
}

/** The start of a log that is no fork. */
export const origin = { seq: 0, offset: 0, sum: genesis } as const satisfies Position
