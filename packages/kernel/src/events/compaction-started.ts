import { z } from 'zod'

/** Intent: make what the model sees at or before `upto` shorter. */
export const CompactionStarted = z.object({
  type: z.literal('compaction.started'),
  data: z.object({
    /** `window` it is nearly full, `overflow` the provider refused it, `asked` a person wants it. */
    reason: z.enum(['window', 'overflow', 'asked']),
    upto: z.int().positive(),
    attempt: z.int().positive(),
    focus: z.string().optional(),
  }),
})
