import type { TextLayer } from '../layer.ts'
import { appendTo } from './append-to.ts'
import { deepestAt, editText, rootOf, type Jsonc } from './edit-text.ts'

/**
 * The text of a configuration file with more at the end of a list; the list and the maps around it are made where they
 * are not there. What the list has already is not repeated, and everything else stays as it is written, comments too.
 * Rejects with `invalid_config` and the faults of the text, or where something that is no list stands at the path.
 */
export const addToList = (
  layer: TextLayer,
  path: readonly string[],
  items: readonly string[],
): Promise<string> =>
  editText(layer, {
    path,
    refusal: 'Nothing can be added to this: expected a list. Write it as one.',
    wanted: (value) => withItems(value, items),
    edit: (text, jsonc) => items.reduce((made, item) => withItem(made, path, item, jsonc), text),
  })

function withItem(before: string, path: readonly string[], item: string, jsonc: Jsonc): string {
  const { text, root } = rootOf(before, jsonc)
  const [found, depth] = deepestAt(root, path, jsonc)
  if (found.type === 'array') {
    const isThere = found.children?.some(({ value }) => value === item)
    return isThere ? text : appendTo({ text, node: found, value: item }, jsonc)
  }
  const [key, ...rest] = path.slice(depth)
  if (found.type !== 'object' || key === undefined) return text
  const value = rest.reduceRight<unknown>((inner, name) => ({ [name]: inner }), [item])
  return appendTo({ text, node: found, key, value }, jsonc)
}

function withItems(value: unknown, items: readonly string[]): unknown {
  if (value !== undefined && !Array.isArray(value)) return undefined
  const list: unknown[] = value ?? []
  return [...list, ...new Set(items.filter((item) => !list.includes(item)))]
}
