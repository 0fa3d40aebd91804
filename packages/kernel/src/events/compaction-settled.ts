import { z } from 'zod'
import { Content } from './content.ts'
import { Unfinished } from './settlement.ts'
import { Usage } from './usage.ts'

export const CompactionSettled = z.object({
  type: z.literal('compaction.settled'),
  data: z.discriminatedUnion('kind', [
    /**
     * `content` stands in the place of every message at or before the intent's `upto`. `usage` is left out when no
     * model was called.
     */
    z.object({ kind: z.literal('compacted'), content: Content, usage: Usage.optional() }),
    z.object({ kind: z.literal('failed'), message: z.string() }),
    z.object({ kind: Unfinished }),
  ]),
})
