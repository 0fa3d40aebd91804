import { Usage } from '@harness/kernel'
import { z } from 'zod'

/** What a model thinks of an attempt. */
export const Grade = z.object({
  passed: z.boolean(),
  reason: z.string(),
  /** `provider/name` of the model that was asked. */
  model: z.string(),
  /** The rubric it was asked with: a grade holds for no other. */
  rubric: z.string(),
  usage: Usage,
  /** US dollars; null when its price is unknown. */
  cost: z.number().nullable(),
})
export type Grade = z.infer<typeof Grade>
