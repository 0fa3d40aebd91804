import { closestNames } from './catalogue/closest-names.ts'
import { findPreset } from './catalogue/find-preset.ts'
import type { Preset } from './catalogue/preset.ts'
import { presets } from './catalogue/presets.ts'
import { ProvidersError } from './providers-error.ts'

/** A model's name taken apart. */
export interface NamedModel {
  preset: Preset
  /** As the server knows it. */
  id: string
}

/**
 * Takes `provider/model` apart. The text before the first slash is a provider if it is one, else part of the model's
 * id; a chosen provider keeps a foreign prefix in the id (`openrouter` with `openai/gpt-5.4`).
 */
export function splitModel(
  name: string,
  { provider, hasBaseUrl }: { provider?: string | undefined; hasBaseUrl: boolean },
): NamedModel {
  const slash = name.indexOf('/')
  const prefix = findPreset(slash === -1 ? name : name.slice(0, slash))
  const rest = slash === -1 ? '' : name.slice(slash + 1)
  const chosen = provider === undefined ? undefined : knownPreset(provider)
  if (prefix && (!chosen || chosen === prefix)) return named(prefix, rest)
  if (chosen) return named(chosen, name)
  const other = hasBaseUrl ? findPreset('local-openai') : undefined
  if (other) return named(other, name)
  return unknown(slash === -1 ? name : name.slice(0, slash), name)
}

function named(preset: Preset, id: string): NamedModel {
  const chosen = id === '' ? preset.defaultModel : id
  if (chosen !== undefined) return { preset, id: chosen }
  throw new ProvidersError(
    'missing_model',
    `${preset.title} has whatever models were loaded into it: say which, as ${preset.name}/<model>.`,
  )
}

const knownPreset = (name: string): Preset => findPreset(name) ?? unknown(name, name)

function unknown(typed: string, name: string): never {
  const names = presets.flatMap((preset) => [preset.name, ...(preset.aliases ?? [])])
  const close = closestNames(typed, names)
  const hint =
    close.length > 0 ? `Did you mean ${close.join(' or ')}?` : `Known: ${names.join(', ')}.`
  throw new ProvidersError(
    'unknown_provider',
    `No provider is named in "${name}". ${hint} Write provider/model, or give a base URL.`,
  )
}
