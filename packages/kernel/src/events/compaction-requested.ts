import { z } from 'zod'

/** Somebody wants the conversation made shorter, whatever room there is. Done between turns, also while nothing runs. */
export const CompactionRequested = z.object({
  type: z.literal('compaction.requested'),
  data: z.object({
    /** What the summary shall not miss, in the person's words. */
    focus: z.string().optional(),
    post: z.string().optional(),
  }),
})
