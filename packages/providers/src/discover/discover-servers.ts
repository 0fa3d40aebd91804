import { baseUrlVariables } from '../catalogue/base-url-variables.ts'
import type { Preset } from '../catalogue/preset.ts'
import { presets } from '../catalogue/presets.ts'
import { ProvidersError } from '../providers-error.ts'
import { discoverModels, type Discovery, type DiscoverOptions } from './discover-models.ts'

/**
 * Asks every local server at its usual address, or where its variable says, which models it has; all at once. In the
 * order of the catalogue; those without an address are left out. Rejects with the signal's reason and with nothing else.
 */
export function discoverServers(
  options: Omit<DiscoverOptions, 'baseUrl' | 'apiKeyEnv'>,
): Promise<Discovery[]> {
  const local = presets.filter((preset) => preset.isLocal && hasAddress(preset, options.env))
  return Promise.all(local.map((preset) => ask(preset, options)))
}

async function ask(preset: Preset, options: DiscoverOptions): Promise<Discovery> {
  try {
    return await discoverModels(preset, options)
  } catch (error) {
    if (!(error instanceof ProvidersError)) throw error
    return { preset: preset.name, url: '', problem: 'misplaced', message: error.message }
  }
}

const hasAddress = (preset: Preset, env: DiscoverOptions['env']) =>
  preset.wire !== 'scripted' &&
  (preset.baseUrl !== undefined || baseUrlVariables(preset).some((variable) => env[variable]))
