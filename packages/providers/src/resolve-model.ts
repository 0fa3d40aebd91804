import type { ModelSpec, Provider } from '@harness/kernel'
import type { Preset } from './catalogue/preset.ts'
import { variableStem } from './catalogue/presets.ts'
import { ProvidersError } from './providers-error.ts'
import type { Script } from './offline/script.ts'
import { splitModel } from './split-model.ts'

/** What a person may say beside a model's name. */
export interface ResolveOptions {
  /** The variables to look into, usually those of the process. */
  env: Readonly<Record<string, string | undefined>>
  /** The provider, when the name says only the model. */
  provider?: string
  /** Any endpoint in place of the provider's own. */
  baseUrl?: string
  /** The variable of the key in place of the provider's own. */
  apiKeyEnv?: string
  temperature?: number
  maxOutputTokens?: number
  reasoningEffort?: string
  headers?: Readonly<Record<string, string>>
  /** In place of the global fetch. */
  fetch?: typeof globalThis.fetch
  /** Milliseconds without a byte after which a call fails. */
  stallMs?: number
  /** What the offline model says. */
  script?: Script
}

/** A model that can be talked to. */
export interface ResolvedModel {
  spec: ModelSpec
  /** Makes the provider; its code is loaded now, not before. */
  provider(): Promise<Provider>
}

/**
 * Finds a model by name: `openai/gpt-5.4`, `ollama/qwen3`, `openai` alone for its default, any id with a base URL.
 * `<PROVIDER>_BASE_URL` replaces a provider's address.
 * @throws ProvidersError when the name, the key or the address is missing or wrong.
 */
export function resolveModel(name: string, options: ResolveOptions): ResolvedModel {
  const hasBaseUrl = options.baseUrl !== undefined
  const { preset, id } = splitModel(name, { provider: options.provider, hasBaseUrl })
  const spec = specOf(preset, id, options)
  if (preset.wire === 'scripted') return { spec, provider: () => scripted(options.script) }
  const baseUrl = addressOf(preset, options)
  const keyHint = options.apiKeyEnv ?? preset.keyVariable
  const apiKey = keyHint === undefined ? undefined : options.env[keyHint]?.trim() || undefined
  if (apiKey === undefined && needsKey(preset, baseUrl, options)) throw missingKey(preset, keyHint)
  const provider = async () => {
    const { openaiProvider } = await import('@harness/provider-openai')
    return openaiProvider({
      name: preset.name,
      baseUrl,
      ...(apiKey !== undefined && { apiKey }),
      ...(keyHint !== undefined && { keyHint }),
      ...(options.headers && { headers: options.headers }),
      ...(options.fetch && { fetch: options.fetch }),
      ...(options.stallMs !== undefined && { stallMs: options.stallMs }),
    })
  }
  return { spec, provider }
}

function specOf(preset: Preset, id: string, options: ResolveOptions): ModelSpec {
  const { temperature, maxOutputTokens, reasoningEffort } = options
  return {
    provider: preset.name,
    id,
    ...preset.models?.[id],
    ...(temperature !== undefined && { temperature }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(reasoningEffort !== undefined && { reasoningEffort }),
  }
}

async function scripted(script: Script | undefined): Promise<Provider> {
  const { offlineProvider } = await import('./offline/offline-provider.ts')
  return offlineProvider(script)
}

function addressOf(preset: Preset, { baseUrl, env }: ResolveOptions): string {
  const variable = `${variableStem(preset.name)}_BASE_URL`
  const address = baseUrl ?? (env[variable] || preset.baseUrl)
  if (address === undefined) {
    throw new ProvidersError(
      'missing_base_url',
      `${preset.name} has no address of its own: give a base URL, or set ${variable}.`,
    )
  }
  const url = /^https?:/.test(address) ? URL.parse(address) : null
  if (!url) {
    throw new ProvidersError(
      'invalid_base_url',
      `The base URL of ${preset.name} must start with http:// or https://, as in http://127.0.0.1:8000/v1.`,
    )
  }
  // An address is written down and shown; what is in it would be too.
  if (url.username !== '' || url.password !== '') {
    throw new ProvidersError(
      'invalid_base_url',
      `The base URL of ${preset.name} holds a name or a password. Put the key into a variable instead: ${preset.keyVariable ?? 'see the documentation of your endpoint'}.`,
    )
  }
  return address
}

/** A provider's own endpoint needs its key; another address may be a proxy that needs none. */
const needsKey = (preset: Preset, baseUrl: string, { apiKeyEnv }: ResolveOptions) =>
  apiKeyEnv !== undefined || (!preset.isLocal && baseUrl === preset.baseUrl)

function missingKey(preset: Preset, variable = 'its key variable'): ProvidersError {
  return new ProvidersError(
    'missing_key',
    `${preset.title} needs a key: set ${variable}. Without one, try a local server (ollama/<model>) or the offline model (offline).`,
  )
}
