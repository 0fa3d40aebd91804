import { z } from 'zod'
import { CallId } from './call.ts'
import { Execution, TaskSpec } from './task.ts'

/** Intent: a command or a subagent. Its seq names the task; a subagent's session is `<session>.<seq>`. */
export const TaskStarted = z.object({
  type: z.literal('task.started'),
  data: z.object({
    call: CallId,
    /** Whose call it is: the tool that will say what the model reads of its end. */
    tool: z.string(),
    spec: TaskSpec,
    execution: Execution,
  }),
})
