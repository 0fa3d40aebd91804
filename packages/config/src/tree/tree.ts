import { isMap } from '../is-map.ts'
import type { KeyPath } from '../key-path.ts'

/** A value of one layer, and which layer that is. */
export interface Setting {
  /** The position of its layer: later ones win. */
  readonly rank: number
  readonly path: KeyPath
  readonly value: unknown
}

/** A value, or a list as a whole, that one layer set; and what it hid of the layers below. */
interface Leaf {
  readonly kind: 'leaf'
  readonly setting: Setting
  readonly hidden: readonly Setting[]
}

/** Keys of one or of several layers. */
export interface Branch {
  readonly kind: 'branch'
  readonly parts: ReadonlyMap<string, Tree>
  /** Nothing from below it shines through: something else than a map stood there, or its layer says so. */
  readonly replaces: boolean
  readonly hidden: readonly Setting[]
  /** The uppermost layer that writes this map. */
  readonly setting: Setting
}

export type Tree = Leaf | Branch

/** A value may contain itself. */
const deepest = 100

/** The values of one layer. What is undefined is absent. */
export function treeOf(value: unknown, rank: number, path: KeyPath = []): Tree {
  const setting = { rank, path, value }
  if (!isMap(value) || path.length >= deepest) return { kind: 'leaf', setting, hidden: [] }
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  const parts = new Map(entries.map(([key, each]) => [key, treeOf(each, rank, [...path, key])]))
  return { kind: 'branch', parts, replaces: false, hidden: [], setting }
}

/** The same tree, with those of its maps replacing that are to. */
export function replacing(tree: Tree, isWhole: (path: KeyPath, value: unknown) => boolean): Tree {
  if (tree.kind === 'leaf') return tree
  const { path, value } = tree.setting
  const parts = [...tree.parts].map(([key, part]) => [key, replacing(part, isWhole)] as const)
  return { ...tree, parts: new Map(parts), replaces: isWhole(path, value) }
}

/** The value of a tree, made anew. */
export function valueOf(tree: Tree): unknown {
  if (tree.kind === 'leaf') return tree.setting.value
  return Object.fromEntries([...tree.parts].map(([key, part]) => [key, valueOf(part)]))
}
