import { z } from 'zod'
import { Content } from './content.ts'

/** A message from outside. `steer` is seen by the next model call, `follow-up` when the model has nothing left to do. */
export const InputReceived = z.object({
  type: z.literal('input.received'),
  data: z.object({
    from: z.enum(['person', 'parent', 'harness']),
    mode: z.enum(['steer', 'follow-up']),
    content: Content,
    post: z.string().optional(),
  }),
})
