// What a run came to, as other programs read it. Version 1; a change that breaks a reader has another.
import { Json, Usage } from '@harness/kernel'
import { z } from 'zod'
import { AttemptTime, CheckResult, FailureType } from '../record/verdict.ts'

const count = z.int().nonnegative()
const rate = z.number().min(0).max(1)

/** A share with its interval. */
export const Share = z.object({
  value: rate,
  /** The interval of `level`: 0.95. */
  low: rate,
  high: rate,
  level: rate,
  /** What it is of: cases, each the mean of its repeats. */
  cases: count,
})
export type Share = z.infer<typeof Share>

export const AttemptReport = z.object({
  repeat: z.int().positive(),
  /** `open`: not over when the report was made. */
  status: z.enum(['passed', 'failed', 'infrastructure', 'open']),
  /** Passed after it was shown what a verification said. */
  assisted: z.boolean(),
  failure: FailureType.nullable(),
  recovered: z.boolean(),
  /** Why, in one line; empty for a pass. */
  reason: z.string(),
  checks: z.array(CheckResult),
  /** Tries that infrastructure kept from being measured, oldest first. */
  broken: z.array(
    z.object({ try: z.int(), stage: z.string(), code: z.string(), message: z.string() }),
  ),
  turns: count,
  rounds: count,
  calls: count,
  failedCalls: count,
  usage: Usage,
  /** US dollars; null while a price is unknown. */
  cost: z.number().nullable(),
  gradeCost: z.number().nullable(),
  /** US dollars that its broken tries spent, as far as prices are known; in no other cost. */
  lostCost: z.number(),
  time: AttemptTime,
  /** The session's id; null where there is none. */
  session: z.string().nullable(),
  /** Below the run's folder, with forward slashes; null where it is not kept. */
  paths: z.object({
    folder: z.string(),
    /** The home of the session's store: `harness trace show` reads it with `HARNESS_HOME`. */
    home: z.string().nullable(),
    workspace: z.string().nullable(),
  }),
})
export type AttemptReport = z.infer<typeof AttemptReport>

export const CaseReport = z.object({
  id: z.string(),
  tags: z.array(z.string()),
  /** What it is told. */
  task: z.string(),
  /** Tells the case from a later version of itself: a digest of all it says, workspace included. */
  hash: z.string(),
  scored: count,
  passed: count,
  attempts: z.array(AttemptReport),
})
export type CaseReport = z.infer<typeof CaseReport>

export const Totals = z.object({
  cases: count,
  /** Planned: each repeat of each case. */
  attempts: count,
  passed: count,
  /** Of the passed: those without and those with feedback. */
  firstTry: count,
  assisted: count,
  failed: count,
  infrastructure: count,
  open: count,
  /** Null while nothing is scored. Infrastructure and open attempts are not in it. */
  passRate: Share.nullable(),
  firstTryRate: Share.nullable(),
  failures: z.partialRecord(FailureType, count),
  /** Attempts in which a failed call was overcome, and how many of them passed. */
  recovered: z.object({ all: count, passed: count }),
  /**
   * pass@k, at least one of k passes, and pass^k, all of k pass: means over the cases with k scored repeats or more.
   */
  passAt: z.array(z.object({ k: z.int().positive(), any: rate, all: rate, cases: count })),
  /** Means of an attempt that counts; null while there is none. */
  mean: z
    .object({ turns: z.number(), calls: z.number(), tokens: z.number(), seconds: z.number() })
    .nullable(),
  usage: Usage,
  cost: z.number().nullable(),
  gradeCost: z.number().nullable(),
  lostCost: z.number(),
  /** Sums. */
  time: AttemptTime,
})
export type Totals = z.infer<typeof Totals>

export const Report = z.object({
  $schema: z.string().optional(),
  version: z.literal(1),
  run: z.object({
    id: z.string(),
    suite: z.object({
      name: z.string(),
      description: z.string().nullable(),
      /** The digest of its file. */
      hash: z.string(),
      source: z.string().nullable(),
    }),
    subject: z.object({ name: z.string(), facts: z.record(z.string(), Json) }),
    harness: z.string(),
    /** Milliseconds since 1970. */
    startedAt: z.number(),
    endedAt: z.number(),
    /** While a process drove it. */
    wallMs: z.number(),
    /** `open`: it can be gone on with. */
    state: z.enum(['finished', 'stopped', 'cost', 'open']),
  }),
  totals: Totals,
  /** By tag, in the order of the tags' names. */
  tags: z.record(z.string(), Totals),
  cases: z.array(CaseReport),
})
export type Report = z.infer<typeof Report>
