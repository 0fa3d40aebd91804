import { z } from 'zod'

/** Something only a person can say. The answer is free text; `choices` are offered, not enforced. */
export const Question = z.object({ text: z.string(), choices: z.array(z.string()).optional() })
export type Question = z.infer<typeof Question>
