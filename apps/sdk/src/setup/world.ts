import type { Content, Host, Policy, Runtime, Session, Subagents } from '@harness/kernel'
import type { Keeper } from '../always/keeper.ts'
import type { Attendance } from '../subagents/attendance.ts'

/** A held session, set up, and everything that drives it. */
export interface World {
  session: Session
  /** Everything that its effects are performed with; its tools and its model are those of the moment. */
  host(more: Pick<Host, 'live' | 'subagents'>): Host
  policy: Policy
  runtime: Runtime
  /** Where its session comes from. */
  source: 'startup' | 'resume' | 'fork'
  /** What is to be done, in full. */
  task: Content | undefined
  /** The same of what is said to it later. */
  expand(prompt: string): Promise<Content>
  /** From the next turn on. Rejects with what is wrong, and nothing is changed. */
  change(terms: Terms): Promise<void>
  /** Keeps what answers allow for good. */
  keeper: Keeper
  /** Its subagents, looked after by somebody. */
  subagents(attendance: Attendance): Subagents
  /** Lets go of the session. */
  close(): Promise<void>
}

/** What may be another thing from turn to turn. */
export interface Terms {
  /** `provider/name`. */
  model?: string
  permissionMode?: string
}
