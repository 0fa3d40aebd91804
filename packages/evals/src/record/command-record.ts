import { z } from 'zod'

/** What became of a command of the suite. */
export const CommandRecord = z.object({
  run: z.string(),
  /** Null where a signal ended it, or it did not begin. */
  exitCode: z.int().nullable(),
  /** Why it was ended from outside. */
  stopped: z.enum(['timeout', 'output', 'cancelled']).nullable(),
  /** Why it could not begin, or nothing is known of it. */
  fault: z.string().nullable(),
  /** The first and the last of what it wrote, both streams together; `tail` is empty where `head` is all. */
  head: z.string(),
  tail: z.string(),
  /** Bytes that it wrote. */
  bytes: z.int().nonnegative(),
  /** Milliseconds. */
  ms: z.number().nonnegative(),
})
export type CommandRecord = z.infer<typeof CommandRecord>
