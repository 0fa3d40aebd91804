import type { Node } from 'jsonc-parser'
import type { TextLayer } from '../layer.ts'
import { absent, editText, rootOf, type Jsonc } from './edit-text.ts'

/**
 * The text of a configuration file without a key. The comment that ends its line goes with it; everything else stays as
 * it is written, other comments too, and an empty map around it. Rejects with `invalid_config` and the faults of the
 * text, or where there is no such key.
 */
export const removeKey = (layer: TextLayer, path: readonly string[]): Promise<string> =>
  editText(layer, {
    path,
    refusal: 'This cannot be removed: it is not there.',
    wanted: (value) => (value === undefined ? undefined : absent),
    edit: (text, jsonc) => withoutKey(text, path, jsonc),
  })

function withoutKey(text: string, path: readonly string[], jsonc: Jsonc): string {
  const property = jsonc.findNodeAtLocation(rootOf(text, jsonc).root, [...path])?.parent
  if (property?.type !== 'property') return text
  const siblings = property.parent?.children ?? []
  const before = siblings[siblings.indexOf(property) - 1]
  const end = endOf(property)
  const behind = commaBehind(text, end, jsonc)
  const comma = behind ?? (before && commaBehind(text, endOf(before), jsonc))
  const [from, to] = ownLines(text, property, jsonc) ?? inLine(text, property, comma)
  if (comma === undefined || (comma >= from && comma < to)) return cut(text, from, to)
  // What stands behind goes first, so that places before it stay what they are.
  return comma < from
    ? cut(cut(text, from, to), comma, comma + 1)
    : cut(cut(text, comma, comma + 1), from, to)
}

const endOf = ({ offset, length }: Node): number => offset + length

/** Where the comma stands that follows a value; what is between is white space and comments. */
function commaBehind(text: string, from: number, { createScanner }: Jsonc): number | undefined {
  const scanner = createScanner(text, false)
  scanner.setPosition(from)
  for (;;) {
    scanner.scan()
    const at = scanner.getTokenOffset()
    if (text[at] === ',') return at
    if (!/^(?:\s|\/[/*])/u.test(text.slice(at, at + 2))) return undefined
  }
}

/** A property with what ends its line; undefined where something else stands on its lines. */
function ownLines(text: string, property: Node, { createScanner }: Jsonc): Range | undefined {
  if (!isBlank(text.slice(lineStart(text, property.offset), property.offset))) return undefined
  const scanner = createScanner(text, false)
  scanner.setPosition(endOf(property))
  for (;;) {
    scanner.scan()
    const token = text.slice(scanner.getTokenOffset(), scanner.getPosition())
    if (/^[\r\n]/u.test(token)) return [property.offset, scanner.getTokenOffset()]
    if (!/^(?:[ \t]|,|\/[/*])/u.test(token) || /[\r\n]/u.test(token)) return undefined
  }
}

/** A property with its comma and the gap to the next one, or to the one before. */
function inLine(text: string, property: Node, comma: number | undefined): Range {
  const [start, end] = [property.offset, endOf(property)]
  if (comma === undefined) return [start, end]
  if (comma < start) return isBlank(text.slice(comma + 1, start)) ? [comma, end] : [start, end]
  if (!isBlank(text.slice(end, comma))) return [start, end]
  const gap = /^[ \t]*/u.exec(text.slice(comma + 1))?.[0] ?? ''
  return [start, comma + 1 + gap.length]
}

type Range = readonly [from: number, to: number]

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1

const isBlank = (text: string): boolean => /^[ \t]*$/u.test(text)

/** Without a part, and without its lines where nothing else stands on them. */
function cut(text: string, from: number, to: number): string {
  const start = lineStart(text, from)
  const rest = /^[ \t]*\r?\n/u.exec(text.slice(to))?.[0]
  return rest !== undefined && isBlank(text.slice(start, from))
    ? text.slice(0, start) + text.slice(to + rest.length)
    : text.slice(0, from) + text.slice(to)
}
