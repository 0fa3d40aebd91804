import { z } from 'zod'

/** Cancel the run, or one task. Inputs after it start a new run. */
export const CancelRequested = z.object({
  type: z.literal('cancel.requested'),
  data: z.object({
    by: z.string(),
    task: z.int().positive().optional(),
    post: z.string().optional(),
  }),
})
