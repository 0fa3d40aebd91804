import { Usage } from '@harness/kernel'
import { z } from 'zod'

/** Why an attempt did not pass. The rules are those of `scoreAttempt`, in this order: the first that holds. */
export const FailureType = z.enum([
  'timeout',
  'max_steps',
  'limit',
  'denied',
  'exception',
  'tool_failure',
  'verification_failure',
  'expectation_mismatch',
])
export type FailureType = z.infer<typeof FailureType>

/** One thing that was asked of an attempt, and whether it holds. */
export const CheckResult = z.object({
  /** Which: `verify`, `expect_contains`, `expect.answer`, `expect.files.PATH`, `expect.commands.0`, `trajectory.0`, `grade`. */
  name: z.string(),
  passed: z.boolean(),
  /** What was wanted and what was found, in one line; empty where it holds. */
  message: z.string(),
})
export type CheckResult = z.infer<typeof CheckResult>

/** What was decided about an attempt, by its record alone. */
export const Verdict = z.object({
  /** `infrastructure`: the subject could not be measured; it counts neither for nor against it. */
  status: z.enum(['passed', 'failed', 'infrastructure']),
  /** Passed after it was shown what a verification said; `passed` without it is a first try. */
  assisted: z.boolean(),
  /** Null but for `failed`. */
  failure: FailureType.nullable(),
  /** A call of a tool failed and was overcome: a later call of that tool worked. Said of passes too. */
  recovered: z.boolean(),
  /** Why, in one line; empty for a pass. */
  reason: z.string(),
  checks: z.array(CheckResult),
})
export type Verdict = z.infer<typeof Verdict>

const ms = z.number().nonnegative()

/** What an attempt took. Milliseconds; calls side by side count once. */
export const AttemptTime = z.object({
  /** From its beginning to its verdict, while a process drove it. */
  wall: ms,
  /** Copying and `setup`. */
  setup: ms,
  /** The subject's rounds. */
  subject: ms,
  /** Of which models, tools and people. */
  models: ms,
  tools: ms,
  people: ms,
  /** Verifications and commands of expectations. */
  verification: ms,
})
export type AttemptTime = z.infer<typeof AttemptTime>

/** Of what took none. */
export const noTime: AttemptTime = {
  wall: 0,
  setup: 0,
  subject: 0,
  models: 0,
  tools: 0,
  people: 0,
  verification: 0,
}

/** What an attempt came to, read from its record and its session. */
export const AttemptFacts = z.object({
  /** Replies of the model, and rounds: the first and each feedback. */
  turns: z.int().nonnegative(),
  rounds: z.int().nonnegative(),
  calls: z.int().nonnegative(),
  failedCalls: z.int().nonnegative(),
  /** Those of a grader are not in it. */
  usage: Usage,
  /** US dollars; null while the price of any call is unknown. */
  cost: z.number().nullable(),
  /** Of a grader; 0 without one. */
  gradeCost: z.number().nullable(),
  time: AttemptTime,
})
export type AttemptFacts = z.infer<typeof AttemptFacts>
