import { z } from 'zod'

/**
 * Why a model call failed, in the classes the loop acts on: `retryable` and `truncated` are tried again,
 * `overflow` asks for a compaction, the others end the run.
 */
export const FailureCode = z.enum([
  'retryable',
  'overflow',
  'auth',
  'refused',
  'truncated',
  'fatal',
])
export type FailureCode = z.infer<typeof FailureCode>

export const Failure = z.object({
  code: FailureCode,
  /** What happened, to which endpoint, and what to do; never a secret. */
  message: z.string(),
  /** The HTTP status, where there was one. */
  status: z.int().optional(),
  /** How long the server asked us to wait, in milliseconds. */
  retryAfterMs: z.number().nonnegative().optional(),
})
export type Failure = z.infer<typeof Failure>
