import type { Origin } from '@harness/config'
import type { Options } from '../options.ts'
import type { ConfigFile } from './find-files.ts'

/** Whose configuration is looked at: the options of a run that say which files count. */
export type ReadConfigOptions = Pick<
  Options,
  'cwd' | 'home' | 'env' | 'config' | 'configOverrides' | 'settingSources' | 'inheritUserConfig'
>

/** What configurations come to, and where each value stands. */
export interface ConfigView {
  /** The files that may be layers, the weakest first. */
  files: readonly ConfigFile[]
  /** Every value that is set, as it may be printed; of rules and hooks, the list of each layer: none hides another. */
  keys: readonly Origin[]
}

/** Reads the configuration of a folder as a run would. Rejects with `invalid_config` as a run does. */
export async function readConfig(options: ReadConfigOptions = {}): Promise<ConfigView> {
  const { viewConfig } = await import('../settings-engine.ts')
  return viewConfig(options)
}

/** The JSON Schema of a configuration file, draft 7. */
export async function configSchema(): Promise<object> {
  const { schemaOfConfig } = await import('../settings-engine.ts')
  return schemaOfConfig()
}
