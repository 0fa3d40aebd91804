/** Who is talked to, in the words of a failure. */
export interface Endpoint {
  /** The provider's name. */
  name: string
  /** Host and path: no query and no user, where keys may be. */
  label: string
  /** What it should speak, such as `the chat completions of OpenAI`. */
  api: string
  /** What to say of base URLs that lead nowhere: `most end in /v1`. */
  urlHint: string
  /** Where the key comes from, such as `OPENAI_API_KEY`. */
  keyHint: string | undefined
  hasKey: boolean
  /** Texts that no message may hold. */
  secrets: readonly string[]
}

/** Host and path of the requests to a base URL. */
export function endpointLabel(baseUrl: string, path: string): string {
  const { host, pathname } = new URL(baseUrl)
  return `${host}${pathname.replace(/\/$/, '')}${path}`
}
