import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import { addressFault } from './address-fault.ts'
import type { Ground } from './ground.ts'

/** Addresses of providers, of the environment and of configurations: none is asked here. */
export async function checkAddresses({ env, prepared }: Ground): Promise<Check[]> {
  const { baseUrlVariables, findPreset, presets } = await import('@harness/providers')
  const set = presets
    .filter(({ wire }) => wire !== 'scripted')
    .flatMap((preset) => {
      const variable = baseUrlVariables(preset).find((each) => env[each])
      return variable === undefined ? [] : [{ where: variable, url: env[variable] ?? '', preset }]
    })
  const providers = prepared instanceof SdkError ? {} : (prepared.settings.config.providers ?? {})
  const configured = Object.entries(providers).flatMap(([provider, { baseUrl }]) =>
    baseUrl === undefined
      ? []
      : [{ where: `providers.${provider}.baseUrl`, url: baseUrl, preset: findPreset(provider) }],
  )
  return [...set, ...configured].flatMap(({ where, url, preset }): Check[] => {
    const fault = addressFault(url, { wire: preset?.wire ?? 'openai', own: preset?.baseUrl })
    if (!fault) return []
    const { why, fix } = fault
    return [{ name: 'addresses', status: 'warn', found: `${where} ${why}`, fix }]
  })
}
