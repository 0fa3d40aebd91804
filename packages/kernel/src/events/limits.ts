import { z } from 'zod'

/** Bounds of one run. Every one that ends a run is named in its `run.finished`. */
export const Limits = z.object({
  maxTurns: z.int().positive(),
  /** Input and output tokens of the run together, subagents included. */
  maxTokens: z.int().positive().optional(),
  /** US dollars; calls of unknown price are not counted. */
  maxCost: z.number().positive().optional(),
  maxMs: z.number().positive().optional(),
  /** Model calls tried per turn before the run fails. */
  maxAttempts: z.int().positive(),
  /** First pause before a retry, doubled each time up to the cap, in milliseconds. */
  retryBaseMs: z.number().nonnegative(),
  retryCapMs: z.number().nonnegative(),
})
export type Limits = z.infer<typeof Limits>

export const defaultLimits: Limits = {
  maxTurns: 20,
  maxAttempts: 5,
  retryBaseMs: 500,
  retryCapMs: 60_000,
}
