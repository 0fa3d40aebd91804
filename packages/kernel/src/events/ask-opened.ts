import { z } from 'zod'
import { CallId } from './call.ts'
import { Question } from './question.ts'

/** Intent whose outcome somebody else posts: may this call run, or what does a person say to its question? */
export const AskOpened = z.object({
  type: z.literal('ask.opened'),
  data: z.object({
    call: CallId,
    preview: z.string().optional(),
    reason: z.string().optional(),
    /** Allow rules by which such a call would not be asked about again: see `Verdict`. */
    suggestions: z.array(z.string()).optional(),
    question: Question.optional(),
  }),
})
