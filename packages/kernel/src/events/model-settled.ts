import { z } from 'zod'
import { Failure } from './failure.ts'
import { Reply } from './reply.ts'
import { Unfinished } from './settlement.ts'

export const ModelSettled = z.object({
  type: z.literal('model.settled'),
  data: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('replied'), reply: Reply }),
    /** `jitter` in 0…1 spreads the retries of many sessions; drawn once, so that the pause is recorded. */
    z.object({ kind: z.literal('failed'), failure: Failure, jitter: z.number() }),
    z.object({ kind: Unfinished }),
  ]),
})
