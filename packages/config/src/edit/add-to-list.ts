import { isDeepStrictEqual } from 'node:util'
import type { Node } from 'jsonc-parser'
import { errorOf, type ConfigError } from '../config-error.ts'
import { isMap } from '../is-map.ts'
import type { TextLayer } from '../layer.ts'
import { parseLayer } from '../parse-layer.ts'
import { parseText } from '../text/parse-text.ts'
import { appendTo } from './append-to.ts'

type Jsonc = typeof import('jsonc-parser')

/**
 * The text of a configuration file with more at the end of a list; the list and the maps around it are made where they
 * are not there. What the list has already is not repeated, and everything else stays as it is written, comments too.
 * Rejects with `invalid_config` and the faults of the text, or where something that is no list stands at the path.
 */
export async function addToList(
  layer: TextLayer,
  path: readonly string[],
  items: readonly string[],
): Promise<string> {
  const { faults } = await parseLayer(layer, 0)
  if (faults.length > 0) throw errorOf('invalid_config', faults)
  const jsonc = await import('jsonc-parser')
  const mark = layer.text.startsWith('\uFEFF') ? '\uFEFF' : ''
  let text = layer.text.slice(mark.length)
  const wanted = withItems((await parseText(text)).value, path, items)
  if (wanted === undefined) throw notAList(layer, path)
  for (const item of items) text = withItem(text, path, item, jsonc)
  // Whoever reads it has to find just that.
  const { value, faults: made } = await parseText(text)
  if (made.length > 0 || !isDeepStrictEqual(value, wanted)) throw notAList(layer, path)
  return mark + text
}

function withItem(text: string, path: readonly string[], item: string, jsonc: Jsonc): string {
  const parse = (of: string): Node | undefined =>
    jsonc.parseTree(of, [], { allowTrailingComma: true, allowEmptyContent: true })
  const whole = parse(text) ? text : `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}{}\n`
  const root = parse(whole)
  if (!root) return text
  const [found, depth] = deepestAt(root, path, jsonc)
  if (found.type === 'array') {
    const isThere = found.children?.some(({ value }) => value === item)
    return isThere ? whole : appendTo({ text: whole, node: found, value: item }, jsonc)
  }
  const [key, ...rest] = path.slice(depth)
  if (found.type !== 'object' || key === undefined) return whole
  const value = rest.reduceRight<unknown>((inner, name) => ({ [name]: inner }), [item])
  return appendTo({ text: whole, node: found, key, value }, jsonc)
}

/** What stands at a path, or the closest around it, and how many keys lead there. */
function deepestAt(root: Node, path: readonly string[], jsonc: Jsonc): [Node, number] {
  for (let depth = path.length; depth > 0; depth--) {
    const node = jsonc.findNodeAtLocation(root, path.slice(0, depth))
    if (node) return [node, depth]
  }
  return [root, 0]
}

/** The value as it will be; undefined where there is something else in the way. */
function withItems(
  value: unknown,
  [key, ...rest]: readonly string[],
  items: readonly string[],
): unknown {
  if (key === undefined) {
    if (value !== undefined && !Array.isArray(value)) return undefined
    const list: unknown[] = value ?? []
    return [...list, ...new Set(items.filter((item) => !list.includes(item)))]
  }
  if (value !== undefined && !isMap(value)) return undefined
  const inner = withItems(value?.[key], rest, items)
  return inner === undefined ? undefined : { ...value, [key]: inner }
}

const notAList = ({ name, label, file }: TextLayer, path: readonly string[]): ConfigError =>
  errorOf('invalid_config', [
    {
      layer: name,
      label,
      ...(file !== undefined && { file }),
      key: path.join('.'),
      message: 'Nothing can be added to this: expected a list. Write it as one.',
    },
  ])
