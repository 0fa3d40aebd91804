import type { ModelSpec, Provider } from '@harness/kernel'
import type { HttpWire, KnownModel, Preset } from './catalogue/preset.ts'
import { similarModel } from './catalogue/similar-model.ts'
import { endpointOf, type Endpoint, type EndpointOptions } from './endpoint-of.ts'
import { withImages } from './images/with-images.ts'
import { ProvidersError } from './providers-error.ts'
import type { Script } from './offline/script.ts'
import { splitModel } from './split-model.ts'

/** What a person may say beside a model's name. */
export interface ResolveOptions extends EndpointOptions {
  /** The provider, when the name says only the model. */
  provider?: string
  temperature?: number
  maxOutputTokens?: number
  reasoningEffort?: string
  /** How the model calls tools, in place of what the catalogue says. */
  toolCalls?: 'native' | 'text'
  headers?: Readonly<Record<string, string>>
  /** In place of the global fetch. */
  fetch?: typeof globalThis.fetch
  /** Milliseconds without a byte after which a call fails. */
  stallMs?: number
  /** What the offline model says. */
  script?: Script
  /** Rows of your own; one of the same name takes the place of ours. */
  presets?: readonly Preset[]
}

/** A model that can be talked to. */
export interface ResolvedModel {
  spec: ModelSpec
  /**
   * Makes the provider; its code is loaded now, not before.
   * @throws ProvidersError when the provider is a package that is not there or makes none.
   */
  provider(): Promise<Provider>
  /** A known model whose name is almost this one's; the server may know both. */
  similar?: string
}

/**
 * Finds a model by name: `openai/gpt-5.4`, `ollama/qwen3`, `openai` alone for its default, any id with a base URL.
 * `<PROVIDER>_BASE_URL` replaces a provider's address.
 * @throws ProvidersError when the name, the key or the address is missing or wrong.
 */
export function resolveModel(name: string, options: ResolveOptions): ResolvedModel {
  const { preset, id } = splitModel(name, {
    provider: options.provider,
    hasBaseUrl: options.baseUrl !== undefined,
    rows: options.presets,
  })
  const known = preset.models?.[id]
  const similar = similarModel(id, preset)
  const spec = specOf({ preset, id, known }, options)
  const resolved = { spec, ...(similar !== undefined && { similar }) }
  const { wire } = preset
  if (wire === 'scripted') {
    // A script costs nothing, whatever it is called, and that is known.
    const free = { ...spec, price: { input: 0, output: 0 } }
    return { ...resolved, spec: free, provider: () => scripted(options.script) }
  }
  const endpoint = endpointOf(preset, options)
  requireKey(preset, endpoint, options)
  const elsewhere = endpoint.isOwn ? undefined : preset.quirks?.wireElsewhere
  const spoken = known?.wire ?? elsewhere ?? wire
  return { ...resolved, provider: () => overHttp(spoken, { preset, endpoint, options }) }
}

interface Found {
  preset: Preset
  id: string
  known: KnownModel | undefined
}

function specOf({ preset, id, known }: Found, options: ResolveOptions): ModelSpec {
  const { temperature, maxOutputTokens, reasoningEffort } = options
  const { contextWindow, price } = known ?? {}
  const toolCalls = options.toolCalls ?? known?.quirks?.toolCalls ?? preset.quirks?.toolCalls
  return {
    provider: preset.name,
    id,
    ...(contextWindow !== undefined && { contextWindow }),
    ...(price && { price }),
    ...(temperature !== undefined && { temperature }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(reasoningEffort !== undefined && { reasoningEffort }),
    ...(toolCalls && { toolCalls }),
  }
}

async function scripted(script: Script | undefined): Promise<Provider> {
  const { offlineProvider } = await import('./offline/offline-provider.ts')
  return withTools(offlineProvider(script))
}

interface Place {
  preset: Preset
  endpoint: Endpoint
  options: ResolveOptions
}

async function overHttp(wire: HttpWire, { preset, endpoint, options }: Place): Promise<Provider> {
  const { loadWire } = await import('./wires/load-wire.ts')
  const { baseUrl, apiKey, keyHint } = endpoint
  const provider = await loadWire(wire, {
    name: preset.name,
    ...(preset.quirks?.thinkTags && { thinkTags: true }),
    ...(baseUrl !== undefined && { baseUrl }),
    ...(apiKey !== undefined && { apiKey }),
    ...(keyHint !== undefined && { keyHint }),
    ...(options.headers && { headers: options.headers }),
    ...(options.fetch && { fetch: options.fetch }),
    ...(options.stallMs !== undefined && { stallMs: options.stallMs }),
  })
  return withTools(provider)
}

/** Every model calls tools and stands images, whether its wire knows how or not. */
async function withTools(provider: Provider): Promise<Provider> {
  const { withToolCalls } = await import('./text-protocol/with-tool-calls.ts')
  return withToolCalls(withImages(provider))
}

/** A provider's own endpoint needs its key; another address may be a proxy that needs none. */
function requireKey(preset: Preset, { apiKey, keyHint, isOwn }: Endpoint, options: ResolveOptions) {
  const isNeeded = options.apiKeyEnv !== undefined || (!preset.isLocal && isOwn)
  if (!isNeeded || apiKey !== undefined || keyHint === undefined) return
  throw new ProvidersError(
    'missing_key',
    `${preset.title} needs a key: set ${keyHint}. Without one, try a local server (ollama/<model>) or the offline model (offline).`,
  )
}
