import { errorOf } from '../config-error.ts'
import { valueAt, type KeyPath } from '../key-path.ts'
import type { TextLayer } from '../layer.ts'
import { parseLayer, type Whereabouts } from '../parse-layer.ts'

/** Where a file has a key; undefined where it has not. Rejects with `invalid_config` and the faults of the text. */
export async function findKey(layer: TextLayer, path: KeyPath): Promise<Whereabouts | undefined> {
  const { value, faults, where } = await parseLayer(layer, 0)
  if (faults.length > 0) throw errorOf('invalid_config', faults)
  return valueAt(value, path) === undefined ? undefined : where(path)
}
