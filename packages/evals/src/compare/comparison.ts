import type { FailureType } from '../record/verdict.ts'
import type { Share } from '../report/report.ts'
import type { Decision } from '../statistics/decision.ts'
import type { NeedMore } from '../statistics/need-more.ts'
import type { Difference } from '../statistics/paired-difference.ts'

/** Two runs over the cases that they share: what B is beside A. */
export interface Comparison {
  /** By name; both, where they differ. */
  suite: { a: string; b: string }
  decision: Decision
  /** Why there is no verdict whatever the numbers say; null where they decide. */
  withheld: string | null
  /** B less A, over the cases that are scored on both sides; null where there is none. */
  difference: Difference | null
  /** The p-value that decided: that of `difference`, made larger where several suites were asked together. */
  p: number | null
  /** Null where there is a verdict, and where none can come of more cases. */
  needMore: NeedMore | null
  a: Side
  b: Side
  /** The shared cases, in A's order. */
  cases: readonly CaseRow[]
  /** Cases that are in none of the numbers. */
  left: readonly LeftCase[]
}

/** One run, of the shared cases alone. Only attempts that are scored are in the numbers. */
export interface Side {
  run: string
  subject: string
  /** Its answers were played from a recording. */
  isRecorded: boolean
  passRate: Share | null
  firstTryRate: Share | null
  scored: number
  passed: number
  /** Of the passed: without and with feedback. */
  firstTry: number
  assisted: number
  /** Attempts that do not count. */
  infrastructure: number
  open: number
  failures: Readonly<Partial<Record<FailureType, number>>>
  /** Means of an attempt; null while none is scored. `cost` in US dollars, null while one is unknown. */
  mean: { turns: number; seconds: number; tokens: number; cost: number | null } | null
}

export interface CaseRow {
  id: string
  a: { passed: number; scored: number }
  b: { passed: number; scored: number }
  /** Whether B passes it more often, less often or as often; `unknown` where a side has not scored it. */
  movement: 'fixed' | 'regressed' | 'same' | 'unknown'
}

export interface LeftCase {
  id: string
  /** `changed`: both runs have a case of that name, and it says something else in either. */
  why: 'only in A' | 'only in B' | 'changed'
}
