import type { ClientOptions, OpenAI } from 'openai'

/** What a connection needs, for every request of a provider. */
export interface Connection {
  baseUrl: string
  apiKey: string | undefined
  headers: Readonly<Record<string, string>>
  fetch: typeof globalThis.fetch
}

/** The client of a provider, and what its errors are told apart by. */
export interface Client {
  openai: OpenAI
  errors: Pick<typeof import('openai'), 'APIError' | 'APIConnectionError'>
}

/** Answers the one client of a connection. The library is loaded at the first call: it costs 100 ms. */
export function clientLoader(connection: Connection): () => Promise<Client> {
  let client: Promise<Client> | undefined
  return () => (client ??= loadClient(connection))
}

async function loadClient(connection: Connection): Promise<Client> {
  const { APIError, APIConnectionError, OpenAI } = await import('openai')
  const { fetch } = connection
  /**
   * Its own way costs as much as the request: a timer, two controllers and `AbortSignal.any`. Ours has one signal. Nor
   * does it follow a redirect: the conversation goes to whom the person named and to nobody else.
   */
  class Direct extends OpenAI {
    override fetchWithTimeout(...[url, init]: Parameters<OpenAI['fetchWithTimeout']>) {
      return fetch(url, { ...init, redirect: 'manual' })
    }
  }
  return { openai: new Direct(clientOptions(connection)), errors: { APIError, APIConnectionError } }
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
