import { z } from 'zod'
import { defineTool, done, type Tool } from '@harness/kernel'

const Input = z.object({})

/** The plan as `todo_set` last left it, read from the log. */
export const todoListTool = (): Tool =>
  defineTool({
    name: 'todo_list',
    description: 'Show the todo list.',
    input: Input,
    effect: 'pure',
    async run(_, __, context) {
      const list = await context.recall('todo_set')
      const text = list?.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
      return done(text ?? 'The list is empty.')
    },
  })
