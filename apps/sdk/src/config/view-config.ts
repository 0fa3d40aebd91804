import { ConfigError, jsonSchemaOf, loadConfig, type Origin } from '@harness/config'
import { SdkError } from '../sdk-error.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { Config } from './config.ts'
import { findFiles } from './find-files.ts'
import { readLayers } from './read-layers.ts'
import type { ConfigView, ReadConfigOptions } from './read-config.ts'

export async function viewConfig(options: ReadConfigOptions): Promise<ConfigView> {
  const folder = await openWorkspace(options.cwd)
  const env = { ...process.env, ...options.env }
  try {
    const gathering = { options, env, folder }
    const files = findFiles(gathering)
    const loaded = await loadConfig(Config, readLayers(files, gathering))
    return { files, keys: loaded.origins().flatMap(each) }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new SdkError('invalid_config', error.message, { cause: error })
  }
}

/** Lists of rules add up, and so do hooks. */
const each = (origin: Origin): Origin[] =>
  /^(permissions\.(allow|ask|deny)$|hooks\.)/u.test(origin.key)
    ? [...origin.hides.map((one) => ({ ...one, hides: [] })).toReversed(), { ...origin, hides: [] }]
    : [origin]

/** Where the schema stands once this package is published: it is one of its files. */
const id = 'https://unpkg.com/@harness/sdk/config.schema.json'

export const schemaOfConfig = (): object => jsonSchemaOf(Config, { id, title: 'Harness' })
