import type { FailureCode } from '../../events/failure.ts'
import type { ErrorFacts } from './error-facts.ts'

/** Codes, types and parameters by which servers say that the conversation is too long. */
const overflow = new Set([
  'context_length_exceeded',
  'context_window_exceeded',
  'model_context_window_exceeded',
  'exceed_context_size_error', // llama.cpp
  'tokens_limit_reached', // GitHub Models
  'string_above_max_length',
  'request_too_large',
  '1261', // Z.AI
])
const overflowParams = new Set(['input_tokens', 'input_text']) // vLLM
const refused = new Set([
  'content_filter',
  'content_policy_violation',
  'responsibleaipolicyviolation', // Azure
  'invalid_prompt',
  'moderation_blocked',
  'data_inspection_failed', // DashScope
  '1301', // Z.AI
])
const exhausted = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
  'insufficient_balance',
  'billing_error',
])
const passing = new Set([
  'server_error',
  'internal_server_error',
  'api_error',
  'rate_limit_error',
  'rate_limit_exceeded',
  'overloaded_error',
  'timeout',
  'timeout_error',
  'resource_exhausted',
  'unavailable',
  'tool_use_failed', // Groq: the model wrote a call that is not one
])
const keys = new Set([
  'invalid_api_key',
  'authentication_error',
  'permission_error',
  'unauthenticated',
  'permission_denied',
])
const wrong = new Set([
  'invalid_request_error',
  'badrequesterror',
  'invalid_argument',
  'not_found',
  'not_found_error',
])

/** The class of an error, from its status and fields; never from its text. */
export function classifyError(facts: ErrorFacts): FailureCode {
  const { status, names, params } = facts
  const says = (known: ReadonlySet<string>) => names.some((name) => known.has(name))
  if (status === 413 || says(overflow) || params.some((param) => overflowParams.has(param))) {
    return 'overflow'
  }
  if (says(refused) || status === 451) return 'refused'
  if (isExhausted(facts)) return 'fatal'
  if (status === 401 || status === 403) return 'auth'
  if (says(passing)) return 'retryable'
  if (status !== undefined) return isPassing(status) ? 'retryable' : 'fatal'
  if (says(keys)) return 'auth'
  return says(wrong) ? 'fatal' : 'retryable'
}

/** The account is out of money: waiting does not help. */
export const isExhausted = ({ status, names }: ErrorFacts): boolean =>
  status === 402 || names.some((name) => exhausted.has(name))

const isPassing = (status: number) =>
  status >= 500 || status === 408 || status === 409 || status === 425 || status === 429
