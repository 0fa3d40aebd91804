import { ConfigError, resolveSecret } from '@harness/config'
import {
  baseUrlVariables,
  closestNames,
  findPreset,
  presets,
  type Preset,
} from '@harness/providers'
import { SdkError } from '../sdk-error.ts'
import type { Config } from './config.ts'

type Env = Readonly<Record<string, string | undefined>>

export interface Configuring {
  settings: NonNullable<Config['providers']>
  env: Env
  /** The program's own rows. */
  rows: readonly Preset[]
  signal: AbortSignal | undefined
  /** Told every secret that was looked up, so that none is written down. */
  onSecret(secret: string): void
}

/** Addresses and keys of configurations; a variable of the environment is stronger. */
export interface ConfiguredProviders {
  /** The program's rows, and those that configurations make. */
  readonly rows: readonly Preset[]
  /** Whether there is a key for it. */
  hasKey(preset: Preset): boolean
  /** The environment with what is configured for one provider. Looks its key up. */
  envOf(preset: Preset): Promise<Env>
  /** The same without looking its key up: what stands for one is none. */
  placeOf(preset: Preset): Env
}

/** @throws SdkError for a name that is neither a provider's nor has an address. */
export function configuredProviders(configuring: Configuring): ConfiguredProviders {
  const { settings, env, rows } = configuring
  const made = Object.entries(settings).flatMap(([name, each]) => rowOf(name, each, rows))
  const all = [...made, ...rows]
  const settingsOf = (preset: Preset) =>
    Object.entries(settings).find(([name]) => findPreset(name, all)?.name === preset.name)?.[1]
  const isSet = (variable: string | undefined) => Boolean(variable && env[variable]?.trim())
  const addressOf = (preset: Preset): Record<string, string> => {
    const { baseUrl } = settingsOf(preset) ?? {}
    const variables = baseUrlVariables(preset)
    return baseUrl === undefined || variables.some(isSet) ? {} : { [variables[0]]: baseUrl }
  }
  return {
    rows: all,
    hasKey: (preset) => isSet(preset.keyVariable) || settingsOf(preset)?.apiKey !== undefined,
    async envOf(preset) {
      const { apiKey } = settingsOf(preset) ?? {}
      const { keyVariable } = preset
      const isWanted = apiKey !== undefined && keyVariable !== undefined && !isSet(keyVariable)
      const key = isWanted && { [keyVariable]: await secretOf(apiKey, preset, configuring) }
      return { ...env, ...addressOf(preset), ...key }
    },
    placeOf(preset) {
      const { keyVariable } = preset
      const isWanted = keyVariable !== undefined && !isSet(keyVariable)
      const key = isWanted && settingsOf(preset)?.apiKey && { [keyVariable]: 'configured' }
      return { ...env, ...addressOf(preset), ...key }
    },
  }
}

type ProviderSettings = NonNullable<Config['providers']>[string]

/** A provider that the catalogue does not have, or has without a key. */
function rowOf(
  name: string,
  { baseUrl, apiKey }: ProviderSettings,
  rows: readonly Preset[],
): Preset[] {
  const known = findPreset(name, rows)
  const keyVariable = `${name.toUpperCase().replaceAll(/\W/gu, '_')}_API_KEY`
  if (known) {
    return known.keyVariable === undefined && apiKey !== undefined
      ? [{ ...known, keyVariable }]
      : []
  }
  if (baseUrl === undefined) throw unknown(name, rows)
  const isLocal = /^(localhost|127\.|\[::1\])/u.test(new URL(baseUrl).hostname)
  const title = `${name}, of your configuration,`
  return [
    {
      name,
      title,
      wire: 'openai',
      baseUrl,
      isLocal,
      ...(apiKey !== undefined && { keyVariable }),
    },
  ]
}

function unknown(name: string, rows: readonly Preset[]): SdkError {
  const [closest] = closestNames(
    name,
    [...rows, ...presets].map((row) => row.name),
  )
  const hint = closest === undefined ? '' : ` Did you mean ${closest}?`
  return new SdkError(
    'invalid_config',
    `providers.${name}: There is no such provider.${hint} An endpoint of your own needs its baseUrl.`,
  )
}

async function secretOf(
  reference: string,
  { name }: Preset,
  { env, signal = new AbortController().signal, onSecret }: Configuring,
): Promise<string> {
  try {
    const secret = await resolveSecret(reference, { env, signal, key: `providers.${name}.apiKey` })
    onSecret(secret)
    return secret
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new SdkError('missing_key', error.message, { cause: error })
  }
}
