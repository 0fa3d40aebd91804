import { z } from 'zod'
import { CallId } from './call.ts'

export const RefusalCode = z.enum(['denied', 'invalid', 'cut', 'cancelled', 'limit'])
export type RefusalCode = z.infer<typeof RefusalCode>

/** A call settles without having run; the model reads `message`. */
export const CallRefused = z.object({
  type: z.literal('call.refused'),
  data: z.object({ call: CallId, code: RefusalCode, message: z.string() }),
})
