import type { ModelSpec, Provider } from '@harness/kernel'
import type { Preset, ProvidersErrorCode } from '@harness/providers'
import type { ConfiguredProviders } from '../config/configured-providers.ts'
import { SdkError, type SdkErrorCode } from '../sdk-error.ts'
import type { ModelPlace, ModelTuning } from './model-tuning.ts'

/** A model that can be talked to. */
export interface UsableModel {
  spec: ModelSpec
  provider(): Promise<Provider>
  /** A known model whose name is almost this one's. */
  similar?: string
}

/** A model by name, and how it is to be asked. */
export interface WantedModel {
  name: string
  provider?: string | undefined
  place: ModelPlace
  tuning: ModelTuning
  /** Counts where the catalogue knows none: a server said it. */
  contextWindow?: number | undefined
  /** Begins the message of what is wrong with it. */
  title?: string
}

export interface Finding {
  env: Readonly<Record<string, string | undefined>>
  signal?: AbortSignal | undefined
  /** Rows that come before the catalogue's. */
  presets?: readonly Preset[] | undefined
  /** What configurations say of providers. */
  providers?: ConfiguredProviders | undefined
}

/**
 * The model of a name; a local server that is named without one is asked which it has.
 * @throws SdkError that says what is wrong with the name, the key or the address.
 */
export async function findModel(wanted: WantedModel, finding: Finding): Promise<UsableModel> {
  const { ProvidersError } = await import('@harness/providers')
  try {
    const { spec, ...rest } = await resolve(wanted, finding)
    const { place, contextWindow } = wanted
    const window = contextWindow === undefined ? {} : { contextWindow }
    return { ...rest, spec: { ...window, ...spec, ...place } }
  } catch (error) {
    if (!(error instanceof ProvidersError)) throw error
    const { title = '' } = wanted
    throw new SdkError(codes[error.code], title + error.message, { cause: error })
  }
}

async function resolve(
  wanted: WantedModel,
  { signal, providers, ...finding }: Finding,
): Promise<UsableModel> {
  const { name, provider, place, tuning } = wanted
  const { findPreset, onlyModel, resolveModel, ProvidersError } = await import('@harness/providers')
  const presets = providers?.rows ?? finding.presets ?? []
  const preset = findPreset(provider ?? firstOf(name), presets)
  const env = (preset && (await providers?.envOf(preset))) ?? finding.env
  const how = { env, presets, ...place, ...tuning }
  try {
    return resolveModel(name, { ...how, ...(provider === undefined ? {} : { provider }) })
  } catch (error) {
    if (!(error instanceof ProvidersError) || error.code !== 'missing_model' || !preset) throw error
    const server = { env, ...place, ...(signal ? { signal } : {}) }
    const { id, contextWindow } = await onlyModel(preset, server)
    const found = resolveModel(`${preset.name}/${id}`, { ...how, provider: preset.name })
    const window = contextWindow === undefined ? {} : { contextWindow }
    return { ...found, spec: { ...found.spec, ...window } }
  }
}

/** The text before the first slash: a provider if it is one. */
export const firstOf = (name: string): string => name.split('/', 1)[0] ?? ''

const codes = {
  unknown_provider: 'unknown_provider',
  missing_model: 'missing_model',
  missing_key: 'missing_key',
  missing_base_url: 'bad_endpoint',
  invalid_base_url: 'bad_endpoint',
  missing_package: 'invalid_option',
  invalid_package: 'invalid_option',
  invalid_script: 'invalid_option',
  invalid_tape: 'invalid_option',
} satisfies Record<ProvidersErrorCode, SdkErrorCode>
