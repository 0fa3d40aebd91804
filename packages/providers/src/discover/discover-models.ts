import type { Preset } from '../catalogue/preset.ts'
import { endpointOf, type Endpoint, type EndpointOptions } from '../endpoint-of.ts'
import { readBounded } from './read-bounded.ts'
import { readModels } from './read-models.ts'
import type { ServedModel } from './served-model.ts'

export interface DiscoverOptions extends EndpointOptions {
  /** In place of the global fetch. */
  fetch?: typeof globalThis.fetch
  /** Gives up the question: the promise rejects with its reason. */
  signal?: AbortSignal
  /** Milliseconds for the whole of one answer: 500 on this machine and 10,000 elsewhere, unless given. */
  timeoutMs?: number
}

/**
 * What a server said when it was asked for its models, or why it said nothing of use: `silent` when nothing answers in
 * time, `locked` when it wants a key, `foreign` when what answers lists no models, `misplaced` when its variable holds no
 * address.
 */
export type Discovery =
  | { preset: string; url: string; models: ServedModel[] }
  | { preset: string; url: string; problem: DiscoveryProblem; message: string }

export type DiscoveryProblem = 'silent' | 'locked' | 'foreign' | 'misplaced'

/**
 * Asks a provider's server which models it has. Its key goes to its address and nowhere else: redirects are not followed.
 * @throws ProvidersError when the address is missing or is none; what a server does is in the answer.
 */
export async function discoverModels(preset: Preset, options: DiscoverOptions): Promise<Discovery> {
  const { signal, fetch = globalThis.fetch } = options
  signal?.throwIfAborted()
  const endpoint = endpointOf(preset, options)
  const url = modelsUrl(preset, endpoint)
  const found = { preset: preset.name, url }
  const patience = AbortSignal.timeout(options.timeoutMs ?? (preset.isLocal ? 500 : 10_000))
  try {
    const response = await fetch(url, {
      headers: headersOf(preset, endpoint),
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    })
    if (response.status === 401 || response.status === 403) {
      await response.body?.cancel()
      return { ...found, problem: 'locked', message: locked(url, endpoint) }
    }
    const models = response.ok
      ? readModels(await readBounded(response, preset.isLocal ? mebibyte : 16 * mebibyte))
      : await response.body?.cancel()
    if (models) return { ...found, models }
    const message = `what answers at ${url} lists no models (status ${response.status})`
    return { ...found, problem: 'foreign', message }
  } catch {
    signal?.throwIfAborted()
    return { ...found, problem: 'silent', message: `nothing answers at ${url}` }
  }
}

const mebibyte = 1024 * 1024

/** The path is that of the wire; Anthropic's addresses go without a version and its pages are short. */
function modelsUrl({ wire }: Preset, { baseUrl = '' }: Endpoint): string {
  const address = baseUrl.replace(/\/+$/, '')
  return wire === 'anthropic'
    ? `${address.replace(/\/v1$/, '')}/v1/models?limit=1000`
    : `${address}/models`
}

function headersOf({ wire }: Preset, { apiKey }: Endpoint): Record<string, string> {
  if (wire === 'anthropic') {
    return {
      'anthropic-version': '2023-06-01',
      ...(apiKey !== undefined && { 'x-api-key': apiKey }),
    }
  }
  return apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }
}

function locked(url: string, { apiKey, keyHint = 'its key' }: Endpoint): string {
  const what = apiKey === undefined ? `wants a key: set ${keyHint}` : `did not accept ${keyHint}`
  return `${url} ${what}`
}
