import { z } from 'zod'

/** The session leaves idleness. Limits and attempts count from here. */
export const RunStarted = z.object({ type: z.literal('run.started'), data: z.object({}) })
