import { z } from 'zod'
import { defineTool, done, type Tool } from '@harness/kernel'

/** Ends the run; what it is given is the answer. */
export const finishTool = (): Tool =>
  defineTool({
    name: 'finish',
    description: 'End the task when it is done and checked, with a summary for the person.',
    input: z.object({ summary: z.string() }),
    effect: 'pure',
    run: async ({ summary }) => ({ ...done(summary), kind: 'done', endsRun: true }),
  })
