import type { TextLayer } from '../layer.ts'
import { appendTo, indentAt, linesOf } from './append-to.ts'
import { deepestAt, editText, rootOf, type Jsonc } from './edit-text.ts'

/**
 * The text of a configuration file with a value at a path; the maps around it are made where they are not there. What
 * stood there is replaced, a new key comes last, and everything else stays as it is written, comments too. Rejects with
 * `invalid_config` and the faults of the text, or where something that is no map stands on the way.
 */
export const setKey = (
  layer: TextLayer,
  path: readonly string[],
  value: unknown,
): Promise<string> =>
  editText(layer, {
    path,
    refusal: 'This cannot be set: expected maps around it. Write them as such.',
    wanted: () => value,
    edit: (text, jsonc) => withKey(text, path, value, jsonc),
  })

function withKey(before: string, path: readonly string[], value: unknown, jsonc: Jsonc): string {
  const { text, root } = rootOf(before, jsonc)
  const [found, depth] = deepestAt(root, path, jsonc)
  const [key, ...rest] = path.slice(depth)
  if (key === undefined) {
    const end = found.offset + found.length
    const made = linesOf(value, text, indentAt(text, found.offset))
    return text.slice(0, found.offset) + made + text.slice(end)
  }
  if (found.type !== 'object') return text
  const inner = rest.reduceRight<unknown>((within, name) => ({ [name]: within }), value)
  return appendTo({ text, node: found, key, value: inner }, jsonc)
}
