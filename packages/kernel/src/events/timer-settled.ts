import { z } from 'zod'
import { Unfinished } from './settlement.ts'

export const TimerSettled = z.object({
  type: z.literal('timer.settled'),
  data: z.object({
    kind: z.enum(['elapsed', ...Unfinished.options]),
    /** How long somebody waited, for a deadline lost with its process. Milliseconds. */
    waitedMs: z.number().nonnegative().optional(),
  }),
})
