import { z } from 'zod'
import { CallId } from './call.ts'

/** Intent whose outcome somebody else posts: may this call run? */
export const AskOpened = z.object({
  type: z.literal('ask.opened'),
  data: z.object({ call: CallId, preview: z.string().optional(), reason: z.string().optional() }),
})
