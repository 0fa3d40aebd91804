import { closestNames } from './catalogue/closest-names.ts'
import { findPreset } from './catalogue/find-preset.ts'
import { modelLike } from './catalogue/model-like.ts'
import type { Preset } from './catalogue/preset.ts'
import { presets } from './catalogue/presets.ts'
import { ProvidersError } from './providers-error.ts'

/** A model's name taken apart. */
export interface NamedModel {
  preset: Preset
  /** As the server knows it. */
  id: string
}

export interface SplitOptions {
  provider?: string | undefined
  hasBaseUrl: boolean
  /** Rows that come before ours. */
  rows?: readonly Preset[] | undefined
}

/**
 * Takes `provider/model` apart. The text before the first slash is a provider if it is one, else part of the model's
 * id; a chosen provider keeps a foreign prefix in the id (`openrouter` with `openai/gpt-5.4`).
 */
export function splitModel(
  name: string,
  { provider, hasBaseUrl, rows = [] }: SplitOptions,
): NamedModel {
  const slash = name.indexOf('/')
  const first = slash === -1 ? name : name.slice(0, slash)
  const rest = slash === -1 ? '' : name.slice(slash + 1)
  const chosen = provider === undefined ? undefined : knownPreset(provider, rows)
  const prefix = findPreset(first, rows)
  if (prefix && chosen === prefix) return named(prefix, rest)
  if (chosen) return named(chosen, name)
  // At an endpoint of their own people have models such as `Qwen/Qwen3-8B`: there the case counts.
  const isOwner = hasBaseUrl && first !== first.toLowerCase()
  if (prefix && !isOwner) return named(prefix, rest)
  const other = hasBaseUrl ? findPreset('local-openai', rows) : undefined
  if (other) return named(other, name)
  return unknown(first, name, rows)
}

function named(preset: Preset, id: string): NamedModel {
  const chosen = id === '' ? preset.defaultModel : id
  if (chosen !== undefined) return { preset, id: chosen }
  throw new ProvidersError(
    'missing_model',
    `${preset.title} has whatever models were loaded into it: say which, as ${preset.name}/<model>.`,
  )
}

const knownPreset = (name: string, rows: readonly Preset[]): Preset =>
  findPreset(name, rows) ?? unknown(name, name, rows)

function unknown(typed: string, name: string, rows: readonly Preset[]): never {
  const all = [...rows, ...presets]
  const names = all.flatMap((preset) => [preset.name, ...(preset.aliases ?? [])])
  const model = modelLike(name, all)
  const close = model === undefined ? closestNames(typed, names) : [model]
  const hint =
    close.length > 0 ? `Did you mean ${close.join(' or ')}?` : `Known: ${names.join(', ')}.`
  throw new ProvidersError(
    'unknown_provider',
    `No provider is named in "${name}". ${hint} Write provider/model, or give a base URL.`,
  )
}
