import {
  discoverModels,
  endpointOf,
  ProvidersError,
  type Endpoint,
  type KnownModel,
  type Preset,
} from '@harness/providers'
import type { ListedModel, ListedProvider } from './model-list.ts'

export interface Asking {
  env: Readonly<Record<string, string | undefined>>
  signal: AbortSignal | undefined
  /** Whether its server is asked which models it has. */
  ask: boolean
}

/** What is known of a provider and, where it was asked, what its server says. */
export async function listProvider(preset: Preset, asking: Asking): Promise<ListedProvider> {
  const { name, aliases = [], title, isLocal, defaultModel, models = {} } = preset
  // A server of one's own is asked; the default of another is there whether or not more is known of it.
  const isHosted = !isLocal && defaultModel !== undefined
  const known = Object.entries(isHosted ? { [defaultModel]: {}, ...models } : models)
  const listed = { name, aliases, title, isLocal, source: 'catalogue' as const }
  const catalogued = known.map(([id, model]) => listModel(preset, { id, ...model }))
  if (preset.wire === 'scripted') {
    const key = { state: 'not needed' as const, variable: null }
    return { ...listed, url: null, key, problem: null, models: catalogued }
  }
  try {
    const endpoint = endpointOf(preset, asking)
    const place = { url: endpoint.baseUrl ?? null, key: keyOf(preset, endpoint) }
    if (!asking.ask) return { ...listed, ...place, problem: null, models: catalogued }
    const { env, signal } = asking
    const answer = await discoverModels(preset, { env, ...(signal && { signal }) })
    if ('problem' in answer) {
      return { ...listed, ...place, problem: answer.message, models: catalogued }
    }
    const served = answer.models.map(({ id, ...rest }) =>
      listModel(preset, { id, ...rest, ...models[id] }),
    )
    return { ...listed, ...place, source: 'server', problem: null, models: served }
  } catch (error) {
    if (!(error instanceof ProvidersError)) throw error
    const key = { state: 'not needed' as const, variable: preset.keyVariable ?? null }
    return { ...listed, url: null, key, problem: error.message, models: catalogued }
  }
}

function keyOf(preset: Preset, { apiKey, isOwn }: Endpoint): ListedProvider['key'] {
  const variable = preset.keyVariable ?? null
  if (apiKey !== undefined) return { state: 'set', variable }
  return { state: preset.isLocal || !isOwn ? 'not needed' : 'missing', variable }
}

function listModel(
  { name, defaultModel }: Preset,
  { id, contextWindow, price }: KnownModel & { id: string },
): ListedModel {
  return {
    name: `${name}/${id}`,
    contextWindow: contextWindow ?? null,
    price: price ?? null,
    isDefault: id === defaultModel,
  }
}
