import type { Policy, StreamEvent } from '@harness/kernel'
import type { Keeper } from '../always/keeper.ts'
import type { Ask, AskAnswer } from '../drive/ask.ts'

/** Who looks after the sessions of a run: answers what they ask, and reads what they do. */
export interface Attendance {
  /** The person; without one the policy of the moment answers. */
  ask: ((ask: Ask) => Promise<AskAnswer>) | undefined
  policy: Policy
  /** Keeps what is allowed for good. */
  keeper: Keeper
  /** Told what was not kept. */
  onNotice: ((text: string) => void) | undefined
  /** Takes the stream as it comes. */
  lines(lines: readonly StreamEvent[]): void
  /** Called with what breaks a session. */
  broken(error: unknown): void
}
