import type { Json } from '../events/json.ts'
import type { LimitName } from '../events/run-finished.ts'

/** One piece of work: a task in a folder, and what was said about it since. */
export interface SubjectWork {
  /** Tells this work from every other one: the same id is the same work, also in a later process. */
  id: string
  /** The folder to work in, a real path. */
  workspace: string
  /** A folder of this work's own, outside the workspace: what the subject keeps stands there, and nowhere else. */
  home: string
  /** All that is said, in order: the task, then what a verification said of it. */
  says: readonly string[]
  /** Bounds of what is done for the last of them. */
  limits: SubjectLimits
}

export interface SubjectLimits {
  /** Model calls. */
  turns: number
  /** Input and output tokens together; null for any number. */
  tokens: number | null
  /** US dollars; null for any sum. */
  cost: number | null
  /** Milliseconds. */
  ms: number
}

/** How it ended. What happened on the way stands in the session. */
export interface SubjectEnd {
  /** `limit` names it; `failed` has a fault. */
  reason: 'done' | 'denied' | 'limit' | 'failed'
  limit: LimitName | null
  /** Why it failed, and whether the subject is to blame, or what it was given to work with. */
  fault: SubjectFault | null
  /** What it said last. */
  answer: string
  /** The session that says what happened: of the file store in the work's `home`. Null where there is none. */
  session: string | null
}

export interface SubjectFault {
  /** `infrastructure`: an endpoint, a disk, a login; the same subject may do well another time. */
  kind: 'infrastructure' | 'subject'
  code: string
  message: string
}

/** What is told while it works. */
export type SubjectNews =
  /** A model replied: tokens of that reply's request, and US dollars, null where no price is known. */
  | { kind: 'spent'; tokens: number; cost: number | null }
  /** The endpoint asks to wait. */
  | { kind: 'held_back'; ms: number }

export interface SubjectOptions {
  /** Stops the work where it stands; the promise rejects with its reason, and a later call goes on. */
  signal: AbortSignal
  /** Must not throw. */
  onNews?(news: SubjectNews): void
}

/** What an eval measures: something that is given a task in a folder, and works there. */
export interface Subject {
  /** As reports call it. */
  readonly name: string
  /** What of it is measured: model, version, mode. Two runs with the same facts measure the same. Never a secret. */
  readonly facts: Readonly<Record<string, Json>>
  /**
   * Does the work, or goes on with it: what was said is not said again, and no finished model call is made again. Resolves
   * however the work ended; rejects with the signal's reason, and for what is broken.
   */
  run(work: SubjectWork, options: SubjectOptions): Promise<SubjectEnd>
  /** Ends what the work left running; the work may be gone on with. Never rejects for there being nothing. */
  release(work: Pick<SubjectWork, 'id' | 'workspace' | 'home'>): Promise<void>
}
