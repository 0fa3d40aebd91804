import type { ModelSpec, Provider } from '@harness/kernel'
import type { Options } from '../options.ts'
import { SdkError, type SdkErrorCode } from '../sdk-error.ts'

/** A model that can be talked to, and why it is this one. */
export interface ChosenModel {
  spec: ModelSpec
  provider(): Promise<Provider>
  why: string
}

export interface Choosing {
  options: ModelOptions
  env: Readonly<Record<string, string | undefined>>
  /** What a resumed session talked to last. */
  recorded?: ModelSpec | undefined
}

type ModelOptions = Pick<
  Options,
  | 'model'
  | 'provider'
  | 'baseUrl'
  | 'apiKeyEnv'
  | 'temperature'
  | 'maxOutputTokens'
  | 'reasoningEffort'
>

type Providers = typeof import('@harness/providers')

/** The options' model, else the session's, else the environment's, else the first whose key is there, else the offline one. */
export async function chooseModel(choosing: Choosing): Promise<ChosenModel> {
  const { options, env, recorded } = choosing
  const { provider } = options
  if (typeof provider === 'object') {
    const id = options.model ?? recorded?.id ?? 'default'
    // A script costs nothing, and that is known.
    const price = provider.name === 'offline' ? { price: { input: 0, output: 0 } } : {}
    const spec = { provider: provider.name, id, ...price, ...tuning(options) }
    return { spec, provider: async () => provider, why: 'given by the program' }
  }
  const providers = await import('@harness/providers')
  const named = nameOf(choosing, provider, providers)
  const place = { ...placeOf(named.recorded ?? {}), ...placeOf(options) }
  try {
    const resolved = providers.resolveModel(named.name, {
      env,
      ...(named.provider === undefined ? {} : { provider: named.provider }),
      ...place,
      ...tuning(named.recorded ?? {}),
      ...tuning(options),
    })
    return { ...resolved, spec: { ...resolved.spec, ...place }, why: named.why }
  } catch (error) {
    if (!(error instanceof providers.ProvidersError)) throw error
    throw new SdkError(codes[error.code], error.message, { cause: error })
  }
}

interface NamedModel {
  name: string
  provider?: string | undefined
  why: string
  /** The session's model, where it is to be talked to again. */
  recorded?: ModelSpec | undefined
}

function nameOf(
  { options, env, recorded }: Choosing,
  provider: string | undefined,
  { presets }: Providers,
): NamedModel {
  const { model } = options
  if (model !== undefined) return { name: model, provider, why: 'the model that was asked for' }
  if (provider !== undefined) return { name: provider, why: 'the provider that was asked for' }
  if (recorded) {
    const why = 'the model of the session'
    return { name: recorded.id, provider: recorded.provider, why, recorded }
  }
  const chosen = { model: env['HARNESS_MODEL'], provider: env['HARNESS_PROVIDER'] || undefined }
  if (chosen.model) return { name: chosen.model, provider: chosen.provider, why: 'HARNESS_MODEL' }
  if (chosen.provider) return { name: chosen.provider, why: 'HARNESS_PROVIDER' }
  if (options.baseUrl !== undefined) {
    throw new SdkError('missing_model', `Which model of ${options.baseUrl}? Give its name.`)
  }
  const keyed = presets.find(
    ({ isLocal, keyVariable = '' }) => !isLocal && env[keyVariable]?.trim(),
  )
  if (keyed) return { name: keyed.name, why: `${keyed.keyVariable} is set` }
  return { name: 'offline', why: 'no key is set and no model was chosen' }
}

/** Where the model is, when it is not where its provider says. */
const placeOf = ({ baseUrl, apiKeyEnv }: Partial<Pick<ModelSpec, 'baseUrl' | 'apiKeyEnv'>>) => ({
  ...(baseUrl === undefined ? {} : { baseUrl }),
  ...(apiKeyEnv === undefined ? {} : { apiKeyEnv }),
})

type Tuning = Partial<Pick<ModelSpec, 'temperature' | 'maxOutputTokens' | 'reasoningEffort'>>

const tuning = ({ temperature, maxOutputTokens, reasoningEffort }: Tuning) => ({
  ...(temperature === undefined ? {} : { temperature }),
  ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
  ...(reasoningEffort === undefined ? {} : { reasoningEffort }),
})

const codes = {
  unknown_provider: 'unknown_provider',
  missing_model: 'missing_model',
  missing_key: 'missing_key',
  missing_base_url: 'bad_endpoint',
  invalid_base_url: 'bad_endpoint',
  invalid_script: 'invalid_option',
} satisfies Record<InstanceType<Providers['ProvidersError']>['code'], SdkErrorCode>
