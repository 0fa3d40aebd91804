import { z } from 'zod'
import { defineTool, done, type Tool } from '@harness/kernel'

const Input = z.object({ summary: z.string() })

/** Ends the run; what it is given is the answer. */
export const finishTool = (): Tool =>
  defineTool({
    name: 'finish',
    description: 'End the task when it is done and checked, with a summary for the person.',
    input: Input,
    effect: 'pure',
    run: async ({ summary }) => ({ ...done(summary), kind: 'done', endsRun: true }),
  })
