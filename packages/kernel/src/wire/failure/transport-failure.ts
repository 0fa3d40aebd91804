import type { Failure } from '../../events/failure.ts'
import type { Ending } from '../protocol.ts'
import type { Opened } from '../transport/open-answer.ts'
import type { Endpoint } from './endpoint.ts'
import { redact } from './redact.ts'

/** The connection could not be made, or broke before the answer began. */
export function connectionFailure(error: unknown, { label }: Endpoint): Failure {
  const code = errorCode(error)
  const message = `${label} could not be reached${code ? ` (${code})` : ''}. Check the network, the base URL and that the server runs.`
  return { code: 'retryable', message }
}

/** Nothing came for too long. */
export const stallFailure = (ms: number, { label }: Endpoint): Failure => ({
  code: 'retryable',
  message: `${label} sent nothing for ${ms / 1000} s. Allow more time for slow models.`,
})

/** It answered with something that is no stream of events, such as the page of a web server. */
export const foreignFailure = (
  { contentType, status }: Pick<Opened, 'contentType' | 'status'>,
  { label, urlHint }: Endpoint,
): Failure => ({
  code: 'fatal',
  status,
  message: `${label} answered with ${contentType} instead of a stream of events. Check the base URL; ${urlHint}.`,
})

/** An event, or the whole answer, is no JSON: words of a proxy, mostly. The server may do better the next time. */
export const garbledFailure = (text: string, { label, secrets, api }: Endpoint): Failure => ({
  code: 'truncated',
  message: `${label} sent something that is no JSON: "${redact(text, secrets).slice(0, 120)}". Check that it speaks ${api}.`,
})

/** The request could not even be sent: ours is the fault. */
export function requestFailure(error: unknown, { label, secrets }: Endpoint): Failure {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : 'an unknown error'
  return {
    code: 'fatal',
    message: `The request to ${label} could not be made: ${redact(text, secrets)}. Check the model's options and headers.`,
  }
}

/** The failure of a stream that ended without a reply. */
export function endingFailure(
  ending: Extract<Ending, { kind: 'truncated' | 'interrupted' | 'refused' }>,
  { label, secrets }: Endpoint,
): Failure {
  switch (ending.kind) {
    case 'truncated':
      return {
        code: 'truncated',
        message: `${label} ended the stream before the answer was whole.`,
      }
    case 'interrupted':
      return {
        code: 'retryable',
        message: `${label} broke off the answer (${redact(ending.reason, secrets)}).`,
      }
    case 'refused': {
      const said = ending.text === '' ? '' : `: ${redact(ending.text, secrets)}`
      return {
        code: 'refused',
        message: `${label} refused the request${said}. Rephrase it, or choose another model.`,
      }
    }
  }
}

/** The system's code (`ECONNREFUSED`) of an error or of what caused it. */
export function errorCode(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return code ?? errorCode(error.cause, depth + 1)
}
