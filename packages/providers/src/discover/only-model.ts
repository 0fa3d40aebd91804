import type { Preset } from '../catalogue/preset.ts'
import { ProvidersError } from '../providers-error.ts'
import { discoverModels, type DiscoverOptions } from './discover-models.ts'
import type { ServedModel } from './served-model.ts'

/** At most so many are named in a message. */
const mostNamed = 8

/**
 * The model of a server that has one: what a provider's name alone means where the catalogue knows no default.
 * @throws ProvidersError with `missing_model` that names the models there are, or says why none was found.
 */
export async function onlyModel(preset: Preset, options: DiscoverOptions): Promise<ServedModel> {
  const found = await discoverModels(preset, options)
  const { name, title } = preset
  if ('problem' in found) {
    throw new ProvidersError(
      'missing_model',
      `Which model of ${title}? Say it as ${name}/<model>: ${found.message}.`,
    )
  }
  const [first, ...more] = found.models
  if (first && more.length === 0) return first
  if (!first) {
    throw new ProvidersError(
      'missing_model',
      `${title} answers at ${found.url} and has no model: load one into it.`,
    )
  }
  const named = found.models.slice(0, mostNamed).map(({ id }) => id)
  const rest = found.models.length - named.length
  throw new ProvidersError(
    'missing_model',
    `Which model of ${title}? It has ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}: say one, as ${name}/${first.id}.`,
  )
}
