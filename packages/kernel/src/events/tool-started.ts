import { z } from 'zod'
import { CallId } from './call.ts'
import { EffectClass } from './prepared.ts'

/** Intent: the tool acts. */
export const ToolStarted = z.object({
  type: z.literal('tool.started'),
  data: z.object({ call: CallId, effect: EffectClass, attempt: z.int().positive() }),
})
