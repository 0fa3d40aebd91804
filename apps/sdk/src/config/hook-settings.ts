import { z } from 'zod'

const Hook = z.strictObject({
  type: z.literal('command'),
  command: z.string().min(1),
  timeout: z.number().positive().optional().describe('Seconds.'),
})

/** Hooks by event, as Claude Code writes them. */
export const HookSettings = z.record(
  z.string(),
  z.array(z.strictObject({ matcher: z.string().optional(), hooks: z.array(Hook) })),
)
