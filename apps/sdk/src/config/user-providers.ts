import { homeOf } from '../session/home-of.ts'
import type { Options } from '../options.ts'
import type { Config } from './config.ts'
import { loadSettings } from './load-settings.ts'

/** The providers of the user's own configuration, with references to their keys. */
export async function userProviders(
  options: Pick<Options, 'home' | 'env'>,
): Promise<Config['providers']> {
  const home = homeOf(options)
  const env = { ...process.env, ...options.env, HARNESS_CONFIG_CONTENT: undefined }
  const only = { home, settingSources: ['user' as const], inheritUserConfig: false }
  const { config } = await loadSettings({ options: only, env, folder: home })
  return config.providers
}
