import type { z } from 'zod'
import { checkValue } from './check/check-value.ts'
import { errorOf, type Fault } from './config-error.ts'
import { valueAt, type KeyPath } from './key-path.ts'
import type { Layer } from './layer.ts'
import { originsOf, type Origin } from './origins-of.ts'
import { parseLayer, type ParsedLayer, type Whereabouts } from './parse-layer.ts'
import { mergeTrees } from './tree/merge-trees.ts'
import { treeOf, valueOf, type Tree } from './tree/tree.ts'

export interface Loaded<S extends z.ZodObject> {
  /** What the schema makes of all layers together, with its defaults. */
  readonly value: z.output<S>
  /** Where each value comes from, in the order of the keys. Computed when asked; may be printed. */
  origins(): readonly Origin[]
  /** Where the strongest layer that writes a key writes it. */
  where(path: KeyPath): Whereabouts
  /** What each layer writes at a key, the weakest first, also where a stronger one hides it. */
  each(path: KeyPath): readonly Written[]
}

/** What one layer writes at a key. */
export interface Written {
  readonly value: unknown
  /** The place of the key, or of what is in it. */
  where(part?: KeyPath): Whereabouts
}

/**
 * Reads, checks and merges layers, the weakest first: maps merge deeply, everything else replaces. The schema is of
 * strict objects and synchronous. Each layer is checked by itself, so that a fault is told of the file it stands in; what
 * is missing, and what the keys of a map are to each other, is checked of them all together. Rejects with
 * `invalid_config`, which has the faults of all layers.
 */
export async function loadConfig<S extends z.ZodObject>(
  schema: S,
  layers: readonly Layer[],
): Promise<Loaded<S>> {
  const parsed = await Promise.all(layers.map(parseLayer))
  const faults = parsed.flatMap(({ value, where, faults: ofText }) => {
    const checked = checkValue(schema, value, { where, partial: true })
    return [...ofText, ...(checked.ok ? [] : checked.faults)].toSorted(inText)
  })
  if (faults.length > 0) throw errorOf('invalid_config', faults)
  const tree = parsed.map((layer) => layer.tree).reduce(mergeTrees, treeOf({}, -1))
  const merged = valueOf(tree)
  const where = (path: KeyPath) => whereabouts(path, { tree, merged, parsed })
  const checked = checkValue(schema, merged, { where, partial: false })
  if (!checked.ok) throw errorOf('invalid_config', checked.faults)
  return {
    value: checked.value,
    origins: () => originsOf(tree, parsed, schema),
    where,
    each: (path) => parsed.flatMap((layer) => writtenIn(layer, path)),
  }
}

function writtenIn(layer: ParsedLayer, path: KeyPath): Written[] {
  const value = valueAt(layer.value, path)
  if (value === undefined) return []
  return [{ value, where: (part = []) => layer.where([...path, ...part]) }]
}

const inText = (one: Fault, other: Fault) =>
  (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0)

interface Merged {
  tree: Tree
  merged: unknown
  parsed: readonly ParsedLayer[]
}

/** The place of a key in the uppermost layer that writes it, or the map around it; any may write a key at the top. */
function whereabouts(path: KeyPath, { tree, merged, parsed }: Merged): Whereabouts {
  let found = tree
  for (const part of path) {
    const next = found.kind === 'branch' ? found.parts.get(String(part)) : undefined
    if (!next) break
    found = next
  }
  const isNowhere = found === tree && (path.length === 0 || valueAt(merged, path) === undefined)
  const layer = isNowhere ? undefined : parsed[found.setting.rank]
  return layer?.where(path) ?? { layer: 'merged', label: 'configuration' }
}
