import { z } from 'zod'

/** Intent: replace what the model sees at or before `upto` by something shorter. */
export const CompactionStarted = z.object({
  type: z.literal('compaction.started'),
  data: z.object({
    reason: z.enum(['window', 'overflow']),
    upto: z.int().positive(),
    attempt: z.int().positive(),
  }),
})
