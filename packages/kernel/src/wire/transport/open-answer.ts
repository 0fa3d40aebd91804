import type { HttpClient } from './http-client.ts'

/** An answer with a status of success. */
export interface Opened {
  kind: 'open'
  status: number
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

/** What is posted, and whereto. */
export interface Posting {
  path: string
  body: string
  signal: AbortSignal
}

// The client posts a text as it is only where the request names its type.
const json = { 'content-type': 'application/json' }

/** Posts a JSON text and answers the bytes that come back, unread. Never rejects; the signal closes the connection. */
export async function openAnswer(
  { client, errors }: HttpClient,
  { path, body, signal }: Posting,
): Promise<Opened | Refusal> {
  try {
    const response = await client.post(path, { body, headers: json, signal }).asResponse()
    const contentType = response.headers.get('content-type') ?? ''
    return { kind: 'open', status: response.status, contentType, body: response.body }
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
