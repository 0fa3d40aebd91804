import { z } from 'zod'

/** A title that a person gave. */
export const SessionRenamed = z.object({
  type: z.literal('session.renamed'),
  data: z.object({ title: z.string() }),
})
