import type { Client } from './load-client.ts'

/** An answer with a status of success. */
export interface Opened {
  kind: 'open'
  contentType: string
  body: ReadableStream<Uint8Array> | null
}

/** No answer, or one with a status of failure. */
export interface Refusal {
  kind: 'status' | 'connection' | 'request'
  error: unknown
  status?: number
  headers?: Headers
}

// The client posts a text as it is only where the request names its type.
const json = { 'content-type': 'application/json' }

/** Posts a JSON text and answers the bytes that come back, unread. Never rejects; the signal closes the connection. */
export async function openAnswer(
  { openai, errors }: Client,
  body: string,
  signal: AbortSignal,
): Promise<Opened | Refusal> {
  try {
    const options = { body, headers: json, signal }
    const response = await openai.post('/chat/completions', options).asResponse()
    const contentType = response.headers.get('content-type') ?? ''
    return { kind: 'open', contentType, body: response.body }
  } catch (error) {
    if (error instanceof errors.APIConnectionError)
      return { kind: 'connection', error: error.cause ?? error }
    if (!(error instanceof errors.APIError)) return { kind: 'request', error }
    const { status, headers } = error
    return {
      kind: 'status',
      error: error.error,
      ...(typeof status === 'number' && { status }),
      ...(headers && { headers }),
    }
  }
}
