import type { Provider } from '@harness/kernel'
import { endpointLabel, type Endpoint } from './failure/endpoint.ts'
import { ProviderOpenaiError } from './provider-openai-error.ts'
import { dialectOf } from './request/dialect.ts'
import { MessageWriter } from './request/message-writer.ts'
import { streamReply, type Setup } from './stream-reply.ts'
import { clientLoader } from './transport/load-client.ts'

/** Where an OpenAI-compatible endpoint is and how it is talked to. */
export interface OpenaiOptions {
  /** Up to and including the version: `https://api.openai.com/v1` unless given. */
  baseUrl?: string
  /** Sent as a bearer token; without one no authorization is sent. Never read from the environment. */
  apiKey?: string
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>
  /** `openai` unless given. What a reply keeps for its server is sent back only by a provider of the same name. */
  name?: string
  /** What to check when the key is not accepted, such as `OPENAI_API_KEY`. */
  keyHint?: string
  /** In place of the global fetch. */
  fetch?: typeof globalThis.fetch
  /** A request that brings no byte for this long fails; 120,000 unless given, 0 for never. */
  stallMs?: number
}

/**
 * Chat completions of OpenAI and of every endpoint that speaks its protocol, streamed. Failures are values at the end of
 * the stream; the caller decides about retries.
 * @throws ProviderOpenaiError when an option cannot be used.
 */
export function openaiProvider(options: OpenaiOptions = {}): Provider {
  const name = options.name ?? 'openai'
  const baseUrl = checkedUrl(options.baseUrl ?? 'https://api.openai.com/v1')
  const apiKey = checkedKey(options.apiKey, options.keyHint)
  const headers = options.headers ?? {}
  const endpoint: Endpoint = {
    name,
    label: endpointLabel(baseUrl),
    keyHint: options.keyHint,
    hasKey: apiKey !== undefined,
    secrets: [...(apiKey === undefined ? [] : [apiKey]), ...Object.values(headers)],
  }
  const setup: Setup = {
    endpoint,
    client: clientLoader({ baseUrl, apiKey, headers, fetch: options.fetch ?? globalThis.fetch }),
    writer: new MessageWriter(name),
    stallMs: options.stallMs ?? 120_000,
    dialect: dialectOf(new URL(baseUrl).host),
  }
  return { name, stream: (request, { signal }) => streamReply(setup, request, signal) }
}

function checkedUrl(baseUrl: string): string {
  if (URL.canParse(baseUrl) && /^https?:/.test(baseUrl)) return baseUrl
  throw new ProviderOpenaiError(
    'invalid_option',
    'The base URL is not one: it starts with http:// or https:// and usually ends in /v1.',
  )
}

/** A key that no header can hold would end up, quoted, in an error of the network library. */
function checkedKey(apiKey: string | undefined, keyHint = 'the API key'): string | undefined {
  const key = apiKey?.trim()
  if (key === undefined || key === '') return undefined
  if (/^[\x21-\x7e]+$/.test(key)) return key
  throw new ProviderOpenaiError(
    'invalid_option',
    `${keyHint} holds characters that no key has: a line break, a space or a letter outside ASCII.`,
  )
}
