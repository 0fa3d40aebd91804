import type { Options } from '@harness/sdk'

/** One of the models that are put side by side. */
export interface LabSubject {
  /** As it was typed; of the one that was not typed, what it turns out to be. */
  name: string
  /** Of its run, below the folder of all. */
  folder: string
  options: Options
}

/** The models of `--presets` and `--models`, in the order of the flags, each once; without them the one of the options. */
export function labSubjects(
  { presets, models }: { presets?: string | undefined; models?: string | undefined },
  shared: Options,
): LabSubject[] {
  const { model: _, provider: __, ...rest } = shared
  const named = [
    ...listed(presets).map((name) => ({ name, options: { ...rest, provider: name } })),
    ...listed(models).map((name) => ({ name, options: { ...rest, model: name } })),
  ]
  const own = { name: shared.model ?? providerName(shared) ?? 'default', options: shared }
  const taken = new Set<string>()
  return (named.length === 0 ? [own] : named).map((each) => {
    const folder = freeFolder(each.name, taken)
    taken.add(folder)
    return { ...each, folder }
  })
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
