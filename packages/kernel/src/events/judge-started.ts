import { z } from 'zod'
import { CallId } from './call.ts'

/** Intent: let the tool look at a call, and the policy decide over what it finds. Changes nothing. */
export const JudgeStarted = z.object({
  type: z.literal('judge.started'),
  data: z.object({ call: CallId, attempt: z.int().positive() }),
})
