import type { AskAnswer } from '../drive/ask.ts'
import type { RunCall } from '../run-result.ts'
import type { Posted } from './post-input.ts'
import type { SessionPlace } from './read-session.ts'

/** A call that waited for an answer. */
export type AnsweredCall = Pick<RunCall, 'callId' | 'tool' | 'input'>

/** Where an answer is, and what it answers. */
export interface PostedAnswer {
  posted: Posted
  calls: AnsweredCall[]
  /** What is allowed from now on: rules as text. */
  rules: string[]
}

/**
 * Answers whatever a session asks now, whoever runs it. Durable when it resolves; the first answer to an ask counts.
 * Rejects with `nothing_asked` when nothing is. With `always`, and nothing posted: `not_kept` where one of the asks can
 * only be allowed once, or where its rules cannot be kept there. With `input`, and nothing posted: `invalid_option` where
 * more than one call is asked about.
 */
export async function postAnswer(
  id: string,
  answer: AskAnswer,
  place: SessionPlace = {},
): Promise<PostedAnswer> {
  const { deliverAnswer } = await import('../engine.ts')
  return deliverAnswer(id, answer, place)
}
