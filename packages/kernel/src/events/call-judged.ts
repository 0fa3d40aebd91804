import { z } from 'zod'
import { Verdict } from './permissions.ts'
import { Prepared } from './prepared.ts'
import { Unfinished } from './settlement.ts'

/** Outcome of `judge.started`. */
export const CallJudged = z.object({
  type: z.literal('call.judged'),
  data: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('judged'), prepared: Prepared, verdict: Verdict }),
    /** No such tool, or not its input: the model reads `message` and may try again. */
    z.object({ kind: z.literal('invalid'), code: z.string(), message: z.string() }),
    z.object({ kind: Unfinished }),
  ]),
})
