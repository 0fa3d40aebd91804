import { z } from 'zod'
import type { Ask, AskAnswer } from '../../drive/ask.ts'
import { choices, offeredLines, offersAlways } from './form-of.ts'

/** What a client sends back for a form. A client fills it in, or something in its place: nothing of it is taken on trust. */
const Filled = z.discriminatedUnion('action', [
  z.object({ action: z.literal('accept'), content: z.record(z.string(), z.unknown()).optional() }),
  z.object({ action: z.literal('decline') }),
  z.object({ action: z.literal('cancel') }),
])

const Permission = z.object({
  decision: z.enum([choices.allow, choices.deny, choices.always]),
  reason: z.string().max(2000).optional(),
})

const Said = z.object({
  choice: z.string().optional(),
  answer: z.string().max(10_000).optional(),
})

/** What a form came to. Only what is plainly a yes is one. */
export function answerOf(ask: Ask, response: unknown): AskAnswer {
  const filled = Filled.safeParse(response)
  if (!filled.success) return deny('The client sent no answer that can be read.')
  if (filled.data.action === 'decline') return deny('The person said no.')
  if (filled.data.action === 'cancel') return deny('The person gave no answer.')
  const { content = {} } = filled.data
  return ask.question ? said(ask.question, content) : permitted(ask, content)
}

function permitted(ask: Ask, content: unknown): AskAnswer {
  const parsed = Permission.safeParse(content)
  if (!parsed.success) return deny('The client sent no answer that can be read.')
  const { decision, reason = '' } = parsed.data
  switch (decision) {
    case choices.deny:
      return deny(
        reason.trim() === '' ? 'The person said no.' : `The person said: ${reason.trim()}`,
      )
    case choices.allow:
      return { decision: 'allow' }
    case choices.always:
      return offersAlways(ask) ? { decision: 'allow', always: 'session' } : { decision: 'allow' }
  }
}

function said(
  { choices: offered = [] }: NonNullable<Ask['question']>,
  content: unknown,
): AskAnswer {
  const parsed = Said.safeParse(content)
  if (!parsed.success) return deny('The client sent no answer that can be read.')
  const { choice, answer = '' } = parsed.data
  const chosen = choice === undefined ? -1 : offeredLines(offered).indexOf(choice)
  const words = answer.trim() === '' ? offered[chosen] : answer
  return words === undefined
    ? deny('The person gave no answer.')
    : { decision: 'allow', answer: words }
}

export const deny = (reason: string): AskAnswer => ({ decision: 'deny', reason })
