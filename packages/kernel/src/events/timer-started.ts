import { z } from 'zod'

/** Intent: wait. `retry` before the next attempt, `deadline` for the run's time limit, `promotion` of a task. */
export const TimerStarted = z.object({
  type: z.literal('timer.started'),
  data: z.object({
    purpose: z.enum(['retry', 'deadline', 'promotion']),
    delayMs: z.number().nonnegative(),
    /** The task, for `promotion`. */
    task: z.int().positive().optional(),
  }),
})
