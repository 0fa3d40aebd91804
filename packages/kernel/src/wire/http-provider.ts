import type { Provider } from '../ports/provider.ts'
import { endpointLabel, type Endpoint } from './failure/endpoint.ts'
import type { Protocol } from './protocol.ts'
import { streamReply, type Setup } from './stream-reply.ts'
import { FetchTap } from './transport/fetch-tap.ts'
import type { HttpClient } from './transport/http-client.ts'
import type { ParseEvents } from './transport/event-decoder.ts'
import { checkedKey, checkedUrl, type WireOptions } from './wire-options.ts'

/** What a client needs to reach an endpoint. */
export interface Connection {
  baseUrl: string
  apiKey: string | undefined
  headers: Readonly<Record<string, string>>
  /** Every request goes through it. It follows no redirect. */
  fetch: typeof globalThis.fetch
}

/** What a wire is made of. */
export interface Wire<Dialect> {
  /** The provider's name unless the options give one. */
  name: string
  /** The endpoint unless the options give one. */
  baseUrl: string
  protocol(name: string, baseUrl: string): Protocol<Dialect>
  /** Called at the first request: client libraries are slow to load. */
  client(connection: Connection): Promise<HttpClient>
  parseEvents: ParseEvents
}

/**
 * A provider over HTTP: its own part is the protocol and the client that sends. Failures are values at the end of the
 * stream; the caller decides about retries.
 * @throws WireError when an option cannot be used.
 */
export function httpProvider<Dialect>(wire: Wire<Dialect>, options: WireOptions = {}): Provider {
  const name = options.name ?? wire.name
  const baseUrl = checkedUrl(options.baseUrl ?? wire.baseUrl)
  const apiKey = checkedKey(options.apiKey, options.keyHint)
  const headers = options.headers ?? {}
  const protocol = wire.protocol(name, baseUrl)
  const secrets = [...(apiKey === undefined ? [] : [apiKey]), ...secretsIn(headers)]
  const endpoint: Endpoint = {
    name,
    label: endpointLabel(baseUrl, protocol.path),
    api: protocol.title,
    urlHint: protocol.urlHint,
    keyHint: options.keyHint,
    hasKey: apiKey !== undefined,
    secrets,
  }
  const tap = new FetchTap(options.fetch ?? globalThis.fetch)
  let client: Promise<HttpClient> | undefined
  const setup: Setup<Dialect> = {
    endpoint,
    protocol,
    dialect: protocol.dialect,
    tap,
    parseEvents: wire.parseEvents,
    client: () => (client ??= wire.client({ baseUrl, apiKey, headers, fetch: tap.fetch })),
    stallMs: options.stallMs ?? 120_000,
  }
  return { name, stream: (request, stream) => streamReply(setup, request, stream) }
}

/** Headers that let somebody in, by their names; a scheme (`Bearer`) is no part of the secret. */
const credential = /authorization|cookie|key|token|secret|password|signature/i

const secretsIn = (headers: Readonly<Record<string, string>>): string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    credential.test(name) ? [value, value.replace(/^\S+\s+/, '')] : [],
  )
