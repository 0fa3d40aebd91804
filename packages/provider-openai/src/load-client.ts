import type { Connection, HttpClient } from '@harness/kernel/wire'
import type { ClientOptions, OpenAI as Client } from 'openai'

/** The client of a connection. The library is loaded here: it costs 100 ms. */
export async function loadClient(connection: Connection): Promise<HttpClient> {
  const { APIError, APIConnectionError, OpenAI } = await import('openai')
  class Direct extends OpenAI {
    constructor(options: ClientOptions) {
      super(options)
      // It adds the headers of a variable (`OPENAI_CUSTOM_HEADERS`), whichever endpoint they were meant for.
      Object.assign(this, { _options: options })
    }

    /** Its own way costs as much as the request: a timer, two controllers and `AbortSignal.any`. Ours has one signal. */
    override fetchWithTimeout(...[url, init]: Parameters<Client['fetchWithTimeout']>) {
      return connection.fetch(url, init)
    }
  }
  return { client: new Direct(clientOptions(connection)), errors: { APIError, APIConnectionError } }
}

/** The client's own habits are off: its retries, its time limit, its log, and the account it reads from variables. */
function clientOptions({ baseUrl, apiKey, headers }: Connection) {
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
    maxRetries: 0,
    timeout: 2_147_483_647,
    logLevel: 'off',
  } satisfies ClientOptions
}
