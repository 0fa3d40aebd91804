import { z } from 'zod'
import { Json } from './json.ts'
import { PermissionRule } from './permissions.ts'
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
      /** What the tool is given instead: the call is looked at again, and this yes is to what is found then. */
      input: Json.optional(),
      /** What is not asked about again: rules that the ask suggested, and how long they hold. */
      always: z
        .object({
          /** `configuration`: a file was given them too, and says from the next configuration on whether they hold. */
          until: z.enum(['session', 'configuration']),
          rules: z.array(PermissionRule).min(1),
        })
        .optional(),
      /** Nobody said yes to it, the mode alone did: see `Verdict`. */
      confined: z.literal(true).optional(),
      post: z.string().optional(),
    }),
    z.object({ kind: Unfinished }),
  ]),
})
