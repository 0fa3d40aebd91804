// The log of a run: a session of the kernel's file store whose events are these. Nothing else says what happened.
import { Hash, Json, LimitName } from '@harness/kernel'
import { z } from 'zod'
import { CommandRecord } from './command-record.ts'
import { Grade } from './grade.ts'
import { AttemptFacts, Verdict } from './verdict.ts'

const body = <const Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.object({ type: z.literal(type), data })

const count = z.int().nonnegative()

/** How a round of the subject ended: see the kernel's `SubjectEnd`. */
export const RoundEnd = z.object({
  reason: z.enum(['done', 'denied', 'limit', 'failed']),
  limit: LimitName.nullable(),
  fault: z
    .object({
      kind: z.enum(['infrastructure', 'subject']),
      code: z.string(),
      message: z.string(),
    })
    .nullable(),
  answer: z.string(),
  session: z.string().nullable(),
})

/** Which attempt an event is about. */
const attempt = {
  case: z.string(),
  /** From 1. */
  repeat: z.int().positive(),
  /** From 1: one more after each that infrastructure kept from being measured. */
  try: z.int().positive(),
}

const EvalBegun = body(
  'x.eval.begun',
  z.object({
    version: z.literal(1),
    suite: z.object({
      name: z.string(),
      /** An artifact of this log: the suite's file as JSON. */
      file: Hash,
      source: z.string().nullable(),
      folder: z.string(),
    }),
    subject: z.object({ name: z.string(), facts: z.record(z.string(), Json) }),
    /** The version of the kernel. */
    harness: z.string(),
    /** The attempts that are to be made: the cases by id, in order, with their repeats and their `caseHash`. */
    plan: z.array(z.object({ case: z.string(), repeats: z.int().positive(), hash: z.string() })),
  }),
)

/** A process drives the run, from here on. */
const EvalDriven = body('x.eval.driven', z.object({ pid: z.int(), concurrency: count }))

const AttemptStarted = body(
  'x.eval.attempt-started',
  z.object({
    ...attempt,
    /** Below the run's folder, with forward slashes. */
    folder: z.string(),
  }),
)

/** The copy stands, and its setup has worked. */
const AttemptPrepared = body(
  'x.eval.attempt-prepared',
  z.object({
    ...attempt,
    setup: z.array(CommandRecord),
    /** An artifact of this log: the digest of each file by its path, as JSON. */
    files: Hash,
    ms: z.number(),
  }),
)

const RoundEnded = body(
  'x.eval.round-ended',
  z.object({ ...attempt, round: count, end: RoundEnd, ms: z.number() }),
)

const RoundVerified = body(
  'x.eval.round-verified',
  z.object({
    ...attempt,
    round: count,
    /** Paths that were put back or taken away before, because they are protected. */
    restored: z.array(z.string()),
    command: CommandRecord,
  }),
)

/** All rounds are over; `observed` is an artifact of this log. */
const AttemptObserved = body('x.eval.attempt-observed', z.object({ ...attempt, observed: Hash }))

const AttemptGraded = body('x.eval.attempt-graded', z.object({ ...attempt, grade: Grade }))

/** It is over and counts; never twice for one case and repeat. */
const AttemptScored = body(
  'x.eval.attempt-scored',
  z.object({ ...attempt, verdict: Verdict, facts: AttemptFacts }),
)

/** Infrastructure kept it from being measured: it is over, and another try may follow. */
const AttemptBroken = body(
  'x.eval.attempt-broken',
  z.object({
    ...attempt,
    stage: z.enum(['workspace', 'setup', 'subject', 'verification', 'observation', 'grading']),
    code: z.string(),
    message: z.string(),
    /** US dollars that it spent all the same, as far as they are known. */
    cost: z.number().nonnegative(),
  }),
)

/** Nobody drives it any more. */
const EvalEnded = body(
  'x.eval.ended',
  z.object({
    /** `finished`: every attempt of the plan is over. The others are gone on with by `--resume`. */
    reason: z.enum(['finished', 'stopped', 'cost']),
    message: z.string(),
  }),
)

export const EvalBody = z.discriminatedUnion('type', [
  EvalBegun,
  EvalDriven,
  AttemptStarted,
  AttemptPrepared,
  RoundEnded,
  RoundVerified,
  AttemptObserved,
  AttemptGraded,
  AttemptScored,
  AttemptBroken,
  EvalEnded,
])
export type EvalBody = z.infer<typeof EvalBody>
