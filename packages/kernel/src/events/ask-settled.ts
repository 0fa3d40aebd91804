import { z } from 'zod'
import { Unfinished } from './settlement.ts'

export const AskSettled = z.object({
  type: z.literal('ask.settled'),
  data: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('answered'),
      decision: z.enum(['allow', 'deny']),
      /** Who answered: `person`, a callback's name. */
      by: z.string(),
      reason: z.string().optional(),
      /** What was said to a question. */
      answer: z.string().optional(),
      post: z.string().optional(),
    }),
    z.object({ kind: Unfinished }),
  ]),
})
