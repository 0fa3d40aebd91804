import type { ModelRequest } from '../../ports/provider.ts'
import { classifyError } from './classify-error.ts'
import type { ErrorFacts } from './error-facts.ts'

/**
 * Many servers refuse a conversation that is too long with a bare 400 and only say so in prose. Where the model's window
 * is known, a request that nearly fills it by our count (four characters a token) explains the 400.
 */
export function isTooLong(facts: ErrorFacts, request: ModelRequest): boolean {
  const window = request.model.contextWindow
  if (facts.status !== 400 || facts.params.length > 0 || window === undefined) return false
  if (classifyError(facts) !== 'fatal') return false
  const { system, messages, tools } = request
  return JSON.stringify({ system, messages, tools }).length / 4 > window * 0.8
}
