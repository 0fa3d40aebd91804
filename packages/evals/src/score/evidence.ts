import type { SubjectEnd } from '@harness/kernel'
import type { Trace } from '@harness/traces'
import type { CommandRecord } from '../record/command-record.ts'
import type { Grade } from '../record/grade.ts'
import type { Observed } from '../record/observed.ts'

/** One round: what the subject came to, and what the verification said. */
export interface Round {
  end: SubjectEnd
  /** Null where the case has none, or nothing was verified. */
  verification: CommandRecord | null
  /** Milliseconds of the subject. */
  ms: number
}

/** All that is known of an attempt that infrastructure did not break. A verdict is made of nothing else. */
export interface Evidence {
  rounds: readonly Round[]
  setup: readonly CommandRecord[]
  /** Milliseconds of copying and `setup`. */
  setupMs: number
  observed: Observed
  grade: Grade | null
  /** Its session, subagents included; null where the subject has none. */
  trace: Trace | null
  /** Milliseconds from its beginning to the last of this, while a process drove it. */
  wallMs: number
}
