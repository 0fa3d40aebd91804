import { z } from 'zod'
import { defineTool, done, type Tool } from '@harness/kernel'
import { describeTask } from './describe-task.ts'
import { unknownTask } from './unknown-task.ts'

const mostMs = 600_000

const Input = z.object({
  task: z.int().min(1),
  timeout_ms: z.int().min(1).max(mostMs).optional().describe('default 60000'),
})

/** Waits for a task to end, or for a while. */
export const taskWaitTool = (): Tool =>
  defineTool({
    name: 'task_wait',
    description: 'Wait for a task to end; its result then follows.',
    input: Input,
    effect: 'pure',
    async run({ task, timeout_ms: ms = 60_000 }, _, { tasks, signal, runtime }) {
      const view = await tasks.wait(task, { ms, signal })
      if (!view) return unknownTask(task, await tasks.list())
      const line = describeTask(view, runtime.now())
      return done(view.status === 'running' ? `Still running.\n${line}` : line)
    },
  })
