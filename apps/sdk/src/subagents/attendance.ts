import type { StreamEvent } from '@harness/kernel'
import type { Answering } from '../drive/answer-asks.ts'

/** Who looks after the sessions of a run: answers what they ask, and reads what they do. */
export interface Attendance extends Omit<Answering, 'agent'> {
  /** Takes the stream as it comes. */
  lines(lines: readonly StreamEvent[]): void
}
