import { z } from 'zod'
import { defineTool, done, failed, type Tool } from '@harness/kernel'

const Input = z.object({
  question: z.string().min(1).max(4000),
  choices: z.array(z.string().min(1).max(500)).min(2).max(9).optional(),
})

/** Asks a person. The question survives the process: it may be answered days later, from elsewhere. */
export const askUserTool = (): Tool =>
  defineTool({
    name: 'ask_user',
    description: 'Ask the person what only they can decide; not for permission.',
    input: Input,
    effect: 'pure',
    prepare: async ({ question: text, choices }) => ({
      kind: 'ready',
      prepared: {
        effect: 'pure',
        access: 'none',
        question: { text, ...(choices && { choices }) },
      },
    }),
    run: async (_, __, { answer }) =>
      answer === undefined || answer.trim() === '' ? failed('no_answer', nobody) : done(answer),
  })

const nobody =
  'Nobody answered. Decide what a careful colleague would decide, and say so in your report.'
