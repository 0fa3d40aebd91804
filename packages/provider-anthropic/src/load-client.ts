import type { Anthropic as Client, ClientOptions } from '@anthropic-ai/sdk'
import type { Connection, HttpClient } from '@harness/kernel/wire'

/** The client of a connection. The library is loaded here, not before: it is large. */
export async function loadClient(connection: Connection): Promise<HttpClient> {
  const { APIError, APIConnectionError, Anthropic } = await import('@anthropic-ai/sdk')
  class Direct extends Anthropic {
    constructor(options: ClientOptions) {
      super(options)
      // It adds the headers of a variable (`ANTHROPIC_CUSTOM_HEADERS`), whichever endpoint they were meant for.
      Object.assign(this, { _options: options })
    }

    /** Its own way sets a timer and a controller for each request; ours has one signal for all of it. */
    override fetchWithTimeout(...[url, init]: Parameters<Client['fetchWithTimeout']>) {
      return connection.fetch(url, init)
    }
  }
  return { client: new Direct(clientOptions(connection)), errors: { APIError, APIConnectionError } }
}

/** The client's own habits are off: its retries, its time limit, its log, its spans, and what it reads from variables. */
function clientOptions({ baseUrl, apiKey, headers }: Connection) {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  return {
    baseURL: baseUrl,
    // The client insists on a key and would send it as a bearer token; the documented header takes its place.
    apiKey: 'none',
    webhookKey: null,
    defaultHeaders: {
      ...(!names.has('authorization') && { authorization: null }),
      ...(apiKey !== undefined && !names.has('x-api-key') && { 'x-api-key': apiKey }),
      ...headers,
    },
    maxRetries: 0,
    timeout: 2_147_483_647,
    logLevel: 'off',
    openTelemetry: false,
  } satisfies ClientOptions
}
