import type { ServerContext } from '@modelcontextprotocol/server'
import type { Ask, AskAnswer } from '../../drive/ask.ts'
import { answerOf, deny } from './answer-of.ts'
import { formOf } from './form-of.ts'

/** How long a person has to answer, in milliseconds. */
export const patienceMs = 30 * 60_000

/**
 * Asks the client in the midst of its request, as it is done before 2026-07-28. An ask that is settled elsewhere is
 * withdrawn; a client that does not answer, or not as agreed, denies.
 */
export const askClient =
  ({ mcpReq }: ServerContext) =>
  async (ask: Ask): Promise<AskAnswer> => {
    try {
      const request = { method: 'elicitation/create', params: formOf(ask) } as const
      const response = await mcpReq.send(request, { signal: ask.signal, timeout: patienceMs })
      return answerOf(ask, response)
    } catch {
      // What it was is of no use to the model; the person there knows what they did.
      return deny('The client gave no answer.')
    }
  }
