import { closestNames, findPreset, presets, type Preset } from '@harness/providers'
import { SdkError } from '../sdk-error.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { chooseModel } from '../setup/choose-model.ts'
import { prepareRun, type Preparation } from '../setup/prepare-run.ts'
import { listProvider } from './list-provider.ts'
import type { ListModelsOptions } from './list-models.ts'
import type { ListedProvider, ModelList } from './model-list.ts'

export async function gatherModels({
  name,
  remote = false,
  ...given
}: ListModelsOptions): Promise<ModelList> {
  const prepared = await prepareRun(given, {
    folder: await openWorkspace(given.cwd),
    isFirst: true,
  })
  const { env, choosing } = prepared
  const { signal } = given
  const own = choosing.providers?.rows ?? given.presets ?? []
  const named = name === undefined ? undefined : findPreset(name, own)
  const hasKey = (preset: Preset) =>
    choosing.providers?.hasKey(preset) ?? Boolean(env[preset.keyVariable ?? '']?.trim())
  const isAsked = (preset: Preset) =>
    preset.isLocal || (remote && (preset === named || hasKey(preset)))
  const list = async (preset: Preset) => {
    const ask = isAsked(preset)
    return listProvider(preset, { env: await envFor(preset, ask, prepared), signal, ask })
  }
  const [chosen, ...listed] = await Promise.all([
    chosenOf(prepared),
    ...(named ? [named] : allOf(own)).map(list),
  ])
  const isWhole = name === undefined || named !== undefined
  return { chosen, providers: isWhole ? listed : withName(listed, name) }
}

type Env = Readonly<Record<string, string | undefined>>

/** A key is looked up for who is asked; one that cannot be had is none. */
async function envFor(preset: Preset, ask: boolean, prepared: Preparation): Promise<Env> {
  const { providers } = prepared.choosing
  if (!providers) return prepared.env
  if (!ask) return providers.placeOf(preset)
  try {
    return await providers.envOf(preset)
  } catch (error) {
    if (!(error instanceof SdkError)) throw error
    return prepared.env
  }
}

/** A row of one's own takes the place of ours of the same name. */
const allOf = (own: readonly Preset[]): readonly Preset[] => [
  ...own,
  ...presets.filter(({ name }) => own.every((row) => row.name !== name)),
]

async function chosenOf({ choosing, options }: Preparation): Promise<ModelList['chosen']> {
  try {
    const { spec, fallbacks, why } = await chooseModel({ ...choosing, options })
    const nameOf = ({ provider, id }: { provider: string; id: string }) => `${provider}/${id}`
    return { model: nameOf(spec), fallbacks: fallbacks.map((each) => nameOf(each.spec)), why }
  } catch (error) {
    if (!(error instanceof SdkError)) throw error
    return { problem: error.message }
  }
}

/** The models that have the text in their names, whatever its case. */
function withName(listed: readonly ListedProvider[], text: string): ListedProvider[] {
  const wanted = text.toLowerCase()
  const found = listed
    .map((provider) => {
      const models = provider.models.filter((model) => model.name.toLowerCase().includes(wanted))
      return { ...provider, models }
    })
    .filter(({ models }) => models.length > 0)
  if (found.length > 0) return found
  const names = listed.flatMap(({ name, aliases, models }) => [
    name,
    ...aliases,
    ...models.map((model) => model.name),
    ...models.map((model) => model.name.slice(name.length + 1)),
  ])
  const close = closestNames(text, [...new Set(names)])
  const hint = close.length > 0 ? `Did you mean ${close.join(' or ')}? ` : ''
  throw new SdkError(
    'unknown_provider',
    `No provider and no known model is named "${text}". ${hint}A server may have models that are not listed: provider/model names them.`,
  )
}
