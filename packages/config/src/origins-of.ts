import type { z } from 'zod'
import { formatKey } from './key-path.ts'
import type { ParsedLayer, Whereabouts } from './parse-layer.ts'
import { printableAt, secretsOf } from './secrets/printable.ts'
import type { Setting, Tree } from './tree/tree.ts'

/** A value of one layer, and where it stands there. */
export interface Origin extends SettingOrigin {
  /** What it hides: the same key in weaker layers, or what stood in its place; the strongest first. */
  readonly hides: readonly SettingOrigin[]
}

export interface SettingOrigin extends Whereabouts {
  /** `permissions.mode`, as in faults. Lists are one key. */
  readonly key: string
  /** As it was written, and as it may be printed. */
  readonly value: unknown
}

/** The origin of every value of a tree. */
export function originsOf(
  tree: Tree,
  layers: readonly ParsedLayer[],
  schema: z.ZodObject,
): readonly Origin[] {
  const isSecret = secretsOf(schema)
  const originOf = ({ rank, path, value }: Setting): SettingOrigin[] => {
    const where = layers[rank]?.where(path)
    return where
      ? [{ ...where, key: formatKey(path), value: printableAt(value, path, isSecret) }]
      : []
  }
  const originsIn = (part: Tree, above: readonly Setting[]): readonly Origin[] => {
    const hidden = [...above, ...part.hidden]
    if (part.kind === 'branch' && part.parts.size > 0) {
      return [...part.parts.values()].flatMap((each) => originsIn(each, hidden))
    }
    const hides = hidden.toSorted((one, other) => other.rank - one.rank).flatMap(originOf)
    return originOf(part.setting).map((origin) => ({ ...origin, hides }))
  }
  return originsIn(tree, []).filter(({ key }) => key !== '')
}
