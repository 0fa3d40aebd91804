import { z } from 'zod'

/** Intent: ask the model for the next reply. */
export const ModelStarted = z.object({
  type: z.literal('model.started'),
  data: z.object({
    attempt: z.int().positive(),
    /** The seqs of the inputs, task ends and nudges that this call is the first to show. */
    inputs: z.array(z.int()),
    /** Which model: 0 or left out is the session's, n its nth fallback. */
    choice: z.int().nonnegative().optional(),
  }),
})
