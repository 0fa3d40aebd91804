import type { ModelSpec, Provider } from '@harness/kernel'
import type { ConfiguredProviders } from '../config/configured-providers.ts'
import type { Options } from '../options.ts'
import { findModel, firstOf, type UsableModel, type WantedModel } from './find-model.ts'
import { placeOf, tuningOf } from './model-tuning.ts'
import { nameModel, type NamedModel } from './name-model.ts'

/** The model of a run, and why it is this one. */
export interface ChosenModel extends UsableModel {
  why: string
  /** Asked in order, each when the one before cannot answer. */
  fallbacks: readonly UsableModel[]
}

export interface Choosing {
  options: ModelOptions
  env: Readonly<Record<string, string | undefined>>
  /** What a resumed session talked to last. */
  recorded?: ModelSpec | undefined
  /** What it would have gone on with. */
  recordedFallbacks?: readonly ModelSpec[] | undefined
  /** What configurations and the environment name. */
  configured?: { name: string; why: string } | undefined
  providers?: ConfiguredProviders | undefined
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
  | 'toolCalls'
  | 'fallbackModels'
  | 'presets'
  | 'signal'
>

/**
 * The model of a run. It and its fallbacks are all looked at now: a wrong name or a missing key anywhere in the chain is
 * told before anything begins. Loads no wire.
 * @throws SdkError that says which of them cannot be used, and why.
 */
export async function chooseModel(choosing: Choosing): Promise<ChosenModel> {
  const { options, env, providers } = choosing
  const finding = { env, signal: options.signal, presets: options.presets, providers }
  const find = (wanted: readonly WantedModel[]) =>
    Promise.all(wanted.map((each) => findModel(each, finding)))
  if (typeof options.provider === 'object') {
    const fallbacks = await find(await fallbacksOf(choosing))
    return { ...given(options.provider, choosing), why: 'given by the program', fallbacks }
  }
  const named = await nameModel(choosing, options.provider)
  const { name, provider, why, recorded } = named
  const place = { ...placeOf(recorded ?? {}), ...placeOf(options) }
  const tuning = { ...tuningOf(recorded ?? {}), ...tuningOf(options) }
  const contextWindow = recorded?.contextWindow
  const model = await findModel({ name, provider, place, tuning, contextWindow }, finding)
  return { ...model, why, fallbacks: await find(await fallbacksOf(choosing, named)) }
}

function given(provider: Provider, { options, recorded }: Choosing): UsableModel {
  const id = options.model ?? recorded?.id ?? 'default'
  // A script costs nothing, and that is known.
  const price = provider.name === 'offline' ? { price: { input: 0, output: 0 } } : {}
  const spec = { provider: provider.name, id, ...price, ...tuningOf(options) }
  const usable = async () => {
    if (options.toolCalls === undefined) return provider
    const { withToolCalls } = await import('@harness/providers')
    return withToolCalls(provider)
  }
  return { spec, provider: usable }
}

/** The fallbacks that were asked for; where nothing was, those of the session whose model is talked to again. */
async function fallbacksOf(choosing: Choosing, named?: NamedModel): Promise<WantedModel[]> {
  const { options, recordedFallbacks = [] } = choosing
  if (named?.recorded && options.fallbackModels === undefined) {
    return recordedFallbacks.map((spec) => ({
      name: spec.id,
      provider: spec.provider,
      place: placeOf(spec),
      tuning: tuningOf(spec),
      contextWindow: spec.contextWindow,
      title: `The fallback ${spec.provider}/${spec.id}: `,
    }))
  }
  const names = [...(named?.chain ?? []), ...(options.fallbackModels ?? [])]
  return Promise.all(names.map((name) => fallback(name, { named, options })))
}

/** A fallback stands for itself; one that names no provider is another model of the first one's. */
async function fallback(
  name: string,
  { named, options }: { named: NamedModel | undefined; options: ModelOptions },
): Promise<WantedModel> {
  // How the first one calls tools says nothing of another.
  const { toolCalls: _, ...tuning } = tuningOf(options)
  const wanted = { name, tuning, title: `The fallback ${name}: ` }
  const first = firstOf(name)
  const { findPreset } = await import('@harness/providers')
  // At an endpoint of their own people have models such as `Qwen/Qwen3-8B`.
  const isOwner = options.baseUrl !== undefined && first !== first.toLowerCase()
  if (!named || (findPreset(first, options.presets) && !isOwner)) return { ...wanted, place: {} }
  return { ...wanted, provider: named.provider, place: placeOf(options) }
}
