import type { ClientOptions } from 'openai'
import type { StallWatch } from './stall-watch.ts'
import { watchedFetch } from './watched-fetch.ts'

/** What a connection needs, for every request of a provider. */
export interface Connection {
  baseUrl: string
  apiKey: string | undefined
  headers: Readonly<Record<string, string>>
  fetch: typeof globalThis.fetch
}

/** An answer with a status of success; its chunks are parsed JSON of whatever shape. */
export interface Opened {
  kind: 'open'
  contentType: string
  chunks: AsyncIterable<unknown>
}

/** No answer, or one with a status of failure. */
export interface Refusal {
  kind: 'status' | 'connection' | 'request'
  error: unknown
  status?: number
  headers?: Headers
}

/** Posts a body and answers the raw chunks of the stream. The client is loaded at the first call: it costs 100 ms. */
export async function openChunks(
  connection: Connection,
  body: Record<string, unknown>,
  { watch, signal }: { watch: StallWatch; signal: AbortSignal },
): Promise<Opened | Refusal> {
  const { APIError, APIConnectionError, OpenAI } = await import('openai')
  try {
    const client = new OpenAI(clientOptions(connection, watch))
    const { data, response } = await client
      .post<AsyncIterable<unknown>>('/chat/completions', { body, stream: true, signal })
      .withResponse()
    const contentType = response.headers.get('content-type') ?? ''
    const chunks = isJsonType(contentType) ? wholeAnswer(response) : data
    return { kind: 'open', contentType, chunks }
  } catch (error) {
    if (error instanceof APIConnectionError)
      return { kind: 'connection', error: error.cause ?? error }
    if (!(error instanceof APIError)) return { kind: 'request', error }
    const { status, headers } = error
    return {
      kind: 'status',
      error: error.error,
      ...(typeof status === 'number' && { status }),
      ...(headers && { headers }),
    }
  }
}

/** The client's own habits are off: its retries, its time limit, its log, and the account it reads from variables. */
function clientOptions({ baseUrl, apiKey, headers, fetch }: Connection, watch: StallWatch) {
  const hasOwnKey = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization')
  return {
    baseURL: baseUrl,
    // The client insists on a key; the header is taken off again where there is none.
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultHeaders: {
      ...(apiKey === undefined && !hasOwnKey && { authorization: null }),
      ...headers,
    },
    fetch: watchedFetch(fetch, watch),
    maxRetries: 0,
    timeout: 2_147_483_647,
    logLevel: 'off',
  } satisfies ClientOptions
}

const isJsonType = (contentType: string) => /^application\/([\w.-]+\+)?json\b/i.test(contentType)

/** Some servers do not stream: the whole completion is the one chunk. */
async function* wholeAnswer(response: Response): AsyncGenerator {
  yield await response.json()
}
