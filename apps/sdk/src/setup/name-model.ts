import type { ModelSpec } from '@harness/kernel'
import type { Choosing } from './choose-model.ts'
import { environmentModel } from './environment-model.ts'

/** Which model is meant, and why it is this one. */
export interface NamedModel {
  name: string
  provider?: string | undefined
  why: string
  /** What follows the name after commas: models to go on with. */
  chain: readonly string[]
  /** The session's model, where it is to be talked to again. */
  recorded?: ModelSpec | undefined
}

/** The options' model, else the session's, else the configured one, else the first whose key is there, else the offline one. */
export async function nameModel(
  { options, env, recorded, configured, providers }: Choosing,
  provider: string | undefined,
): Promise<NamedModel> {
  const { model, baseUrl } = options
  if (model !== undefined) return named(model, { provider, why: 'the model that was asked for' })
  if (provider !== undefined) return named(provider, { why: 'the provider that was asked for' })
  if (recorded) {
    const why = 'the model of the session'
    return { name: recorded.id, provider: recorded.provider, why, chain: [], recorded }
  }
  const configuredModel = configured ?? environmentModel(env)
  if (configuredModel) return named(configuredModel.name, { why: configuredModel.why })
  if (baseUrl !== undefined) return named('local-openai', { why: `the only model of ${baseUrl}` })
  const { presets } = await import('@harness/providers')
  const hosted = [...(providers?.rows ?? options.presets ?? []), ...presets].filter(
    ({ isLocal }) => !isLocal,
  )
  const keyed = hosted.find(({ keyVariable = '' }) => env[keyVariable]?.trim())
  if (keyed) return named(keyed.name, { why: `${keyed.keyVariable} is set` })
  const configuredKey = providers && hosted.find((preset) => providers.hasKey(preset))
  if (configuredKey) return named(configuredKey.name, { why: 'its key is configured' })
  return named('offline', { why: 'no key is set and no model was chosen' })
}

/** `anthropic/…,openai/…`: the first is the model, the others follow when it cannot answer. */
function named(text: string, rest: { provider?: string | undefined; why: string }): NamedModel {
  const [name = text, ...chain] = text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  return { name, chain, ...rest }
}
