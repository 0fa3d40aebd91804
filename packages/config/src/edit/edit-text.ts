import { isDeepStrictEqual } from 'node:util'
import type { Node } from 'jsonc-parser'
import { errorOf } from '../config-error.ts'
import { isMap } from '../is-map.ts'
import type { TextLayer } from '../layer.ts'
import { parseLayer } from '../parse-layer.ts'
import { parseText } from '../text/parse-text.ts'

export type Jsonc = typeof import('jsonc-parser')

export interface Editing {
  /** What is to be changed. */
  path: readonly string[]
  /** What is said where it cannot be. */
  refusal: string
  /** The value at the path as it will be; undefined where there is something else in the way. */
  wanted(value: unknown): unknown
  edit(text: string, jsonc: Jsonc): string
}

/**
 * The text of a layer as an edit makes it, behind its byte order mark. Rejects with `invalid_config` and the faults of
 * the text, or with the refusal where whoever reads the new text would not find just what is wanted.
 */
export async function editText(layer: TextLayer, editing: Editing): Promise<string> {
  const { faults } = await parseLayer(layer, 0)
  if (faults.length > 0) throw errorOf('invalid_config', faults)
  const mark = layer.text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = layer.text.slice(mark.length)
  const { value: before } = await parseText(text)
  const wanted = withValue(before, editing.path, editing)
  if (wanted === undefined) throw refused(layer, editing)
  if (isDeepStrictEqual(wanted, before)) return layer.text
  const edited = editing.edit(text, await import('jsonc-parser'))
  const { value, faults: made } = await parseText(edited)
  if (made.length > 0 || !isDeepStrictEqual(value, wanted)) throw refused(layer, editing)
  return mark + edited
}

/** The whole as it will be. */
function withValue(
  value: unknown,
  [key, ...rest]: readonly string[],
  { wanted }: Pick<Editing, 'wanted'>,
): unknown {
  if (key === undefined) return wanted(value)
  if (value !== undefined && !isMap(value)) return undefined
  const { [key]: before, ...others } = value ?? {}
  const inner = withValue(before, rest, { wanted })
  if (inner === undefined) return undefined
  return inner === absent ? others : { ...value, [key]: inner }
}

/** Wanted where nothing is to stand any more. */
export const absent = Symbol('absent')

/** A text that has a map, and that map. */
export function rootOf(text: string, { parseTree }: Jsonc): { text: string; root: Node } {
  const options = { allowTrailingComma: true, allowEmptyContent: true }
  const found = parseTree(text, [], options)
  if (found) return { text, root: found }
  const whole = `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}{}\n`
  const root = parseTree(whole, [], options)
  if (!root) throw new TypeError('A text that ends with a map has no value.')
  return { text: whole, root }
}

/** What stands at a path, or the closest around it, and how many keys lead there. */
export function deepestAt(
  root: Node,
  path: readonly string[],
  { findNodeAtLocation }: Jsonc,
): [Node, number] {
  for (let depth = path.length; depth > 0; depth--) {
    const node = findNodeAtLocation(root, path.slice(0, depth))
    if (node) return [node, depth]
  }
  return [root, 0]
}

const refused = ({ name, label, file }: TextLayer, { path, refusal }: Editing) =>
  errorOf('invalid_config', [
    {
      layer: name,
      label,
      ...(file !== undefined && { file }),
      key: path.join('.'),
      message: refusal,
    },
  ])
