import { z } from 'zod'
import { Content } from './content.ts'

/** The loop stops waiting for a task; its call settles with `content`, its end will arrive as an input. */
export const TaskPromoted = z.object({
  type: z.literal('task.promoted'),
  data: z.object({ task: z.int().positive(), content: Content, post: z.string().optional() }),
})
