import { z } from 'zod'
import { defineTool, done, type Tool } from '@harness/kernel'

const marks = { pending: ' ', active: '~', done: 'x' } as const

const Input = z.object({
  items: z
    .array(
      z.object({ text: z.string().min(1).max(500), status: z.enum(['pending', 'active', 'done']) }),
    )
    .max(50),
})

/** The model's plan, whole each time. It lives in the log: the newest call is the list. */
export const todoSetTool = (): Tool =>
  defineTool({
    name: 'todo_set',
    description: 'Set the whole todo list of a task with several steps.',
    input: Input,
    effect: 'pure',
    run: async ({ items }) => {
      const lines = items.map(({ text, status }) => `[${marks[status]}] ${text}`)
      return done(lines.length === 0 ? 'The list is empty.' : lines.join('\n'))
    },
  })
