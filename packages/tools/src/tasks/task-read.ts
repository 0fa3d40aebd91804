import { z } from 'zod'
import {
  defineTool,
  done,
  failed,
  resultBytes,
  sizeInLog,
  type TaskDesk,
  type Tool,
} from '@harness/kernel'
import { unknownTask } from './unknown-task.ts'

const most = 24 * 1024

/** As much as fits a result whole: what is left out is read by the next call. */
async function readWhole(tasks: TaskDesk, task: number, from: number) {
  for (let size = most; ; size = Math.ceil(size / 2)) {
    const output = await tasks.read(task, { from, most: size })
    if (!output || size < 256 || sizeInLog(output.text) < resultBytes - 1024) return output
  }
}

const Input = z.object({ task: z.int().min(1), from: z.int().min(0).optional() })

/** What a task has written, from a byte on, whether it runs or has ended, and whichever process began it. */
export const taskReadTool = (): Tool =>
  defineTool({
    name: 'task_read',
    description: 'Read what a task wrote, from a byte on.',
    input: Input,
    effect: 'pure',
    async run({ task, from = 0 }, _, { tasks }) {
      const output = await readWhole(tasks, task, from)
      if (!output) {
        const view = (await tasks.list()).find((one) => one.task === task)
        return view
          ? failed('no_output', `What task ${task} wrote is not kept here.`)
          : unknownTask(task, await tasks.list())
      }
      const { text, next, total } = output
      const more = next < total ? `, ${total - next} more` : ''
      const head = `[bytes ${Math.min(from, total)} to ${next} of ${total}${more}]`
      return done(`${head}\n${text}`.trimEnd())
    },
  })
