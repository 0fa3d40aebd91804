import { addToList, ConfigError, loadConfig } from '@harness/config'
import { changeFile } from '../config/change-file.ts'
import { Config } from '../config/config.ts'
import { findFiles } from '../config/find-files.ts'
import { readLayers } from '../config/read-layers.ts'
import { SdkError } from '../sdk-error.ts'
import { fileOfLayer, whyNotInto, type FileLayer, type KeepPlace } from './file-of-layer.ts'

/**
 * Adds allow rules to a layer's file, which is made where there is none. Rejects with `not_kept`, and nothing is written:
 * it is not trusted, has an error, or cannot be written.
 */
export async function storeRules(
  layer: FileLayer,
  rules: readonly string[],
  place: KeepPlace,
): Promise<void> {
  const { home, folder } = place
  const { path, label } = fileOfLayer(layer, place)
  const gathering = { options: place, env: {}, folder }
  try {
    await changeFile(
      { layer, path, label, folder, home },
      {
        async change(before) {
          await loadConfig(Config, readLayers(findFiles(gathering), gathering))
          return addToList(before, ['permissions', 'allow'], rules)
        },
        trusts(folders) {
          const why = whyNotInto(layer, place, folders)
          if (why !== undefined) throw notKept(label, `Not written to ${path}: ${why}.`)
          return true
        },
      },
    )
  } catch (error) {
    if (error instanceof SdkError && error.code === 'not_kept') throw error
    const isExpected =
      error instanceof ConfigError || error instanceof SdkError || isOfSystem(error)
    if (!isExpected) throw error
    throw notKept(label, error.message, error)
  }
}

const isOfSystem = (error: unknown): error is Error => error instanceof Error && 'syscall' in error

const notKept = (label: string, why: string, cause?: unknown): SdkError =>
  new SdkError('not_kept', `Nothing was added to ${label}. ${why}`, { cause })
