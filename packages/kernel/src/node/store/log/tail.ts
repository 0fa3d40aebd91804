import type { Event } from '../../../events/event.ts'
import type { Position } from './position.ts'

/** Events of a log that were proved when it was opened, kept for those who read them next. */
export interface Tail {
  start: Position
  events: readonly Event[]
  end: Position
}

/** The most that is kept, in bytes of the log. */
export const longestTail = 1024 * 1024
