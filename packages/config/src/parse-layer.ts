import type { Fault } from './config-error.ts'
import { formatKey, type KeyPath } from './key-path.ts'
import type { Layer } from './layer.ts'
import { lineFinder } from './text/line-finder.ts'
import { parseText } from './text/parse-text.ts'
import { placeAt } from './text/place.ts'
import { replacing, treeOf, valueOf, type Branch, type Tree } from './tree/tree.ts'

/** Where something stands, in words of a person. */
export type Whereabouts = Pick<Fault, 'layer' | 'label' | 'file' | 'line' | 'column'>

/** A layer whose text was read. */
export interface ParsedLayer {
  readonly tree: Tree
  readonly value: unknown
  /** What is wrong with the text; then the value says nothing. */
  readonly faults: readonly Fault[]
  /** The place of a key, or the closest around it that is there. */
  where(path: KeyPath): Whereabouts
}

/** Reads a layer; `rank` is its position among the others. */
export async function parseLayer(layer: Layer, rank: number): Promise<ParsedLayer> {
  const here = { layer: layer.name, label: layer.label }
  if ('value' in layer) {
    const tree = merging(treeOf(layer.value, rank), layer)
    return { tree, value: valueOf(tree), faults: [], where: () => here }
  }
  const file = layer.file === undefined ? {} : { file: layer.file }
  const text = layer.text.replace(/^\uFEFF/u, '')
  const { value, place, faults } = await parseText(text)
  const find = lineFinder(text)
  const tree = withoutSchema(merging(treeOf(value, rank), layer))
  return {
    tree,
    value: valueOf(tree),
    faults: faults
      .filter(({ path: [top] }) => counts(top, layer.only))
      .map(({ offset, path, message }) => {
        return { ...here, ...file, ...find(offset), key: formatKey(path), message }
      }),
    where: (path) => ({ ...here, ...file, ...find(placeAt(place, path).offset) }),
  }
}

const counts = (key: string | number | undefined, only: readonly string[] | undefined) =>
  only === undefined || key === undefined || only.includes(String(key))

function chosen(tree: Tree, only: readonly string[] | undefined): Tree {
  return tree.kind === 'leaf' ? tree : withParts(tree, (key) => counts(key, only))
}

/** What of a layer counts, as it goes over weaker ones. */
function merging(tree: Tree, { only, replaces }: Layer): Tree {
  const counted = chosen(tree, only)
  return replaces ? replacing(counted, replaces) : counted
}

/** Editors find the schema by this key. */
function withoutSchema(tree: Tree): Tree {
  if (tree.kind === 'leaf' || typeof tree.parts.get('$schema')?.setting.value !== 'string')
    return tree
  return withParts(tree, (key) => key !== '$schema')
}

const withParts = (tree: Branch, stays: (key: string) => boolean): Tree => ({
  ...tree,
  parts: new Map([...tree.parts].filter(([key]) => stays(key))),
})
