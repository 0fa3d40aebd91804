import type { Options } from '@harness/sdk'
import { UsageError } from '../outcome/usage-error.ts'

/** One of the models that are put side by side. */
export interface LabSubject {
  /** As it was typed; of the one that was not typed, what it turns out to be. */
  name: string
  /** Of its run, below the folder of all. */
  folder: string
  options: Options
}

/**
 * The models of `--presets` and `--models`, in the order of the flags, each once; without them the one of the options.
 * @throws UsageError where a model is named beside them.
 */
export function labSubjects(
  { presets, models }: { presets?: string | undefined; models?: string | undefined },
  shared: Options,
): LabSubject[] {
  const named = [
    ...listed(presets).map((name) => ({ name, options: { ...shared, provider: name } })),
    ...listed(models).map((name) => ({ name, options: { ...shared, model: name } })),
  ]
  refuseOther({ presets, models }, shared)
  const own = { name: shared.model ?? providerName(shared) ?? 'default', options: shared }
  const taken = new Set<string>()
  return (named.length === 0 ? [own] : named).map((each) => {
    const folder = freeFolder(each.name, taken)
    taken.add(folder)
    return { ...each, folder }
  })
}

function refuseOther(
  { presets, models }: { presets?: string | undefined; models?: string | undefined },
  { model, provider }: Options,
): void {
  const flag = models === undefined ? '--presets' : '--models'
  if (model !== undefined && (presets ?? models) !== undefined) {
    throw new UsageError(`${flag} says which models are run: leave out --model.`)
  }
  if (provider !== undefined && presets !== undefined) {
    throw new UsageError('--presets says which providers are asked: leave out --provider.')
  }
}

const listed = (text = ''): string[] => [
  ...new Set(
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
]

const providerName = ({ provider }: Options) =>
  typeof provider === 'string' ? provider : provider?.name

/** `deepseek/deepseek-chat` is `deepseek-deepseek-chat`, on every file system. */
function freeFolder(name: string, taken: ReadonlySet<string>): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z\d.]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/gu, '')
  const base = slug === '' ? 'model' : slug.slice(0, 80)
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? base : `${base}-${number}`
    if (!taken.has(folder)) return folder
  }
}
