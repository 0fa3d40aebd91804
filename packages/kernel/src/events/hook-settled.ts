import { z } from 'zod'
import { Content } from './content.ts'
import { HookAnswer } from './hook.ts'
import { Unfinished } from './settlement.ts'

export const HookSettled = z.object({
  type: z.literal('hook.settled'),
  data: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('answered'),
      /** Of every hook that the event concerns, in the order of configuration. */
      answers: z.array(HookAnswer),
      /** What the model reads of it next; left out where there is nothing to read. */
      content: Content.optional(),
    }),
    z.object({ kind: Unfinished }),
  ]),
})
