import { z } from 'zod'

/** The first event a fork writes; everything at or before `at` is read from `parent`. */
export const SessionForked = z.object({
  type: z.literal('session.forked'),
  data: z.object({ session: z.string(), parent: z.string(), at: z.int().positive() }),
})
