import { z } from 'zod'

/** `denied`: the model stopped, and the last turn with calls had one denied. */
export const RunReason = z.enum(['done', 'denied', 'failed', 'stuck', 'limit', 'cancelled'])
export type RunReason = z.infer<typeof RunReason>

export const LimitName = z.enum(['turns', 'tokens', 'cost', 'time'])
export type LimitName = z.infer<typeof LimitName>

/** The session is idle again. */
export const RunFinished = z.object({
  type: z.literal('run.finished'),
  data: z.object({
    reason: RunReason,
    /** Which limit, for `limit`. */
    limit: LimitName.optional(),
    /** What went wrong, for `failed` and `stuck`; why what was said is not shown, for `denied`. */
    message: z.string().optional(),
    /** Done as far as can be told: a model that must say so by a tool stopped without it, also after a reminder. */
    unconfirmed: z.literal(true).optional(),
    /** Tasks that go on in the background: the seqs of their intents. */
    background: z.array(z.int()).optional(),
  }),
})
export type RunFinished = z.infer<typeof RunFinished>['data']
