import { z } from 'zod'
import { Unfinished } from './settlement.ts'
import { TaskEnd } from './task.ts'
import { ToolResult } from './tool-result.ts'

/** The end of a task: the result of its call while the loop waits for it, an input when it does not. */
export const TaskSettled = z.object({
  type: z.literal('task.settled'),
  data: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('ended'), end: TaskEnd, result: ToolResult }),
    z.object({ kind: Unfinished, message: z.string() }),
  ]),
})
