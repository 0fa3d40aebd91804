import { z } from 'zod'
import { defineTool, done, failed, type Tool } from '@harness/kernel'
import { describeTask } from './describe-task.ts'
import { unknownTask } from './unknown-task.ts'

/** A process tree is given a second to end by itself, and is then ended. */
const patienceMs = 15_000

const Input = z.object({ task: z.int().min(1) })

/** Ends a task with everything it started. */
export const taskCancelTool = (): Tool =>
  defineTool({
    name: 'task_cancel',
    description: 'End a task.',
    input: Input,
    effect: 'pure',
    async run({ task }, _, { tasks, signal, runtime }) {
      await tasks.cancel(task)
      const view = await tasks.wait(task, { ms: patienceMs, signal })
      if (!view) return unknownTask(task, await tasks.list())
      const line = describeTask(view, runtime.now())
      if (view.status !== 'running') return done(line)
      return failed('still_running', `Task ${task} was told to end and has not yet.\n${line}`)
    },
  })
