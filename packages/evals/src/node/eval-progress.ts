/** Where a run stands, for whoever looks on. */
export interface EvalProgress {
  /** Of attempts: planned, over, passed, failed, kept from being measured. */
  attempts: number
  over: number
  passed: number
  failed: number
  infrastructure: number
  /** Those under way, oldest first. */
  running: readonly RunningAttempt[]
  /** Input and output tokens, and US dollars, of this run; null while a price is unknown. */
  tokens: number
  cost: number | null
  /** Attempts that may be under way at once now, and what was asked for: fewer while an endpoint is overrun. */
  concurrency: { now: number; most: number }
  /** Milliseconds since the beginning of this process's part, and how many more it will be; null before that can be told. */
  elapsedMs: number
  leftMs: number | null
}

export interface RunningAttempt {
  case: string
  repeat: number
  stage: 'preparing' | 'working' | 'verifying' | 'scoring'
  round: number
  turns: number
  ms: number
}

/** Something that a person may want to read as it happens. */
export type EvalNews =
  | {
      kind: 'scored'
      case: string
      repeat: number
      passed: boolean
      assisted: boolean
      reason: string
    }
  | { kind: 'broken'; case: string; repeat: number; stage: string; message: string; again: boolean }
  | { kind: 'concurrency'; now: number; why: string }
  | { kind: 'notice'; text: string }
