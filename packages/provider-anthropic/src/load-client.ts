import type { Anthropic as Client, ClientOptions } from '@anthropic-ai/sdk'
import type { Connection, HttpClient } from '@harness/kernel/wire'

/** The client of a connection. The library is loaded here, not before: it is large. */
export async function loadClient(connection: Connection): Promise<HttpClient> {
  const { APIError, APIConnectionError, Anthropic } = await import('@anthropic-ai/sdk')
  /** Its own way sets a timer and a controller for each request; ours has one signal for all of it. */
  class Direct extends Anthropic {
    override fetchWithTimeout(...[url, init]: Parameters<Client['fetchWithTimeout']>) {
      return connection.fetch(url, init)
    }
  }
  return { client: new Direct(clientOptions(connection)), errors: { APIError, APIConnectionError } }
}

/** The client's own habits are off: its retries, its time limit, its log, its spans, and what it reads from variables. */
function clientOptions({ baseUrl, apiKey, headers }: Connection) {
  const hasOwnKey = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization')
  return {
    baseURL: baseUrl,
    // The client insists on a key; the header is taken off again where there is none.
    apiKey: apiKey ?? 'none',
    webhookKey: null,
    defaultHeaders: {
      ...(apiKey === undefined && !hasOwnKey && { authorization: null }),
      ...headers,
    },
    maxRetries: 0,
    timeout: 2_147_483_647,
    logLevel: 'off',
    openTelemetry: false,
  } satisfies ClientOptions
}
