import type { Failure, FailureCode } from '../../events/failure.ts'
import { classifyError, isExhausted } from './classify-error.ts'
import type { Endpoint } from './endpoint.ts'
import type { ErrorFacts } from './error-facts.ts'
import { redact } from './redact.ts'

/** The failure of an error that the server sent, as a status or inside a stream. */
export function serverFailure(
  facts: ErrorFacts,
  endpoint: Endpoint,
  { model, isTooLong = false }: { model: string; isTooLong?: boolean },
): Failure {
  const code = isTooLong ? 'overflow' : classifyError(facts)
  const said = facts.message === undefined ? '' : `: ${redact(facts.message, endpoint.secrets)}`
  const what =
    facts.status === undefined ? 'reported an error in its answer' : `answered ${facts.status}`
  return {
    code,
    message: `${endpoint.label} ${what}${closed(said)} ${advice({ ...facts, code }, endpoint, model)}`,
    ...(facts.status !== undefined && { status: facts.status }),
  }
}

const closed = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`)

function advice(
  facts: ErrorFacts & { code: FailureCode },
  endpoint: Endpoint,
  model: string,
): string {
  switch (facts.code) {
    case 'auth':
      return keyAdvice(endpoint)
    case 'overflow':
      return 'The conversation is too long for this model: compact it, or choose a larger one.'
    case 'refused':
      return 'Its content filter refused: rephrase the request, or choose another model.'
    case 'retryable':
    case 'truncated':
      return 'If that stays so, choose another model.'
    case 'fatal':
      if (isExhausted(facts))
        return `The account behind ${endpoint.name} is out of credit: add some.`
      return facts.status === 404
        ? `Check the model's name (${model}) and the base URL; ${endpoint.urlHint}.`
        : `Check the options of the model ${model}.`
  }
}

function keyAdvice({ hasKey, keyHint, name }: Endpoint): string {
  const where = keyHint ?? `the API key of ${name}`
  return hasKey ? `The key was not accepted: check ${where}.` : `No key was sent: set ${where}.`
}
