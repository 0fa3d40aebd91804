import { z } from 'zod'
import { Failure } from './failure.ts'
import { Hash } from './hash.ts'
import { Reply } from './reply.ts'
import { Unfinished } from './settlement.ts'

/** What went over the wire, an artifact. It forces no sync: after a power failure it may be gone. */
const transcript = Hash.optional()

export const ModelSettled = z.object({
  type: z.literal('model.settled'),
  data: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('replied'), reply: Reply, transcript }),
    /** `jitter` in 0…1 spreads the retries of many sessions; drawn once, so that the pause is recorded. */
    z.object({ kind: z.literal('failed'), failure: Failure, jitter: z.number(), transcript }),
    z.object({ kind: Unfinished, transcript }),
  ]),
})
