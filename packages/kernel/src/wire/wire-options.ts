import { WireError } from './wire-error.ts'

/** What every provider over HTTP can be told: where the endpoint is and how to get in. */
export interface WireOptions {
  /** What paths are added to. The endpoint's own unless given. */
  baseUrl?: string
  /** Without one no authorization is sent. Never read from the environment. */
  apiKey?: string
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>
  /** What a reply keeps for its server is sent back only by a provider of the same name. */
  name?: string
  /** What to check when the key is not accepted, such as `OPENAI_API_KEY`. */
  keyHint?: string
  /** In place of the global fetch. */
  fetch?: typeof globalThis.fetch
  /** A call that brings no byte for this long fails, in milliseconds; 120,000 unless given, 0 for never. */
  stallMs?: number
}

/** The base URL. Throws a `WireError` for what is none. */
export function checkedUrl(baseUrl: string): string {
  if (URL.canParse(baseUrl) && /^https?:/.test(baseUrl)) return baseUrl
  throw new WireError(
    'invalid_option',
    'The base URL is not one: it starts with http:// or https:// and usually ends in /v1.',
  )
}

/** The key without space around it. One that no header can hold would end up, quoted, in an error of the network library. */
export function checkedKey(
  apiKey: string | undefined,
  keyHint = 'the API key',
): string | undefined {
  const key = apiKey?.trim()
  if (key === undefined || key === '') return undefined
  if (/^[\x21-\x7e]+$/.test(key)) return key
  throw new WireError(
    'invalid_option',
    `${keyHint} holds characters that no key has: a line break, a space or a letter outside ASCII.`,
  )
}
