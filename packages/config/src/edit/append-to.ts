import type { Node } from 'jsonc-parser'

type Jsonc = typeof import('jsonc-parser')

export interface Appending {
  text: string
  /** The list or map that gets one more. */
  node: Node
  /** For a map. */
  key?: string
  value: unknown
}

/** A text with one more at the end of a list or a map. Comments stay with what they stand behind. */
export function appendTo({ text, node, key, value }: Appending, jsonc: Jsonc): string {
  const end = node.offset + node.length - 1
  const children = node.children ?? []
  const last = children.at(-1)
  const isOneLine = !/[\r\n]/u.test(text.slice(node.offset, end))
  const name = key === undefined ? '' : `${JSON.stringify(key)}: `
  if (isOneLine && (last || node.type === 'array')) {
    const item = name + JSON.stringify(value)
    const at = last ? last.offset + last.length : node.offset + 1
    return insert(text, at, last ? `, ${item}` : item)
  }
  const { eol, unit } = styleOf(text)
  const outer = indentAt(text, node.offset)
  const indent = (children[0] && ownIndentAt(text, children[0].offset)) ?? outer + unit
  const item = eol + indent + name + linesOf(value, text, indent)
  if (!last) {
    const inside = text.slice(node.offset + 1, end).trimEnd()
    return text.slice(0, node.offset + 1) + inside + item + eol + outer + text.slice(end)
  }
  const { at, comma } = behind(text, last.offset + last.length, jsonc)
  const added = insert(text, at, comma ? `${item},` : item)
  return comma ? added : insert(added, last.offset + last.length, ',')
}

/** A value as it is written in a text, on lines like those of the line it begins on. */
export const linesOf = (value: unknown, text: string, indent: string): string => {
  const { eol, unit } = styleOf(text)
  return JSON.stringify(value, null, unit)
    .split('\n')
    .join(eol + indent)
}

const styleOf = (text: string) => ({
  eol: text.includes('\r\n') ? '\r\n' : '\n',
  unit: /^\t/mu.test(text) ? '\t' : '  ',
})

const insert = (text: string, at: number, what: string): string =>
  text.slice(0, at) + what + text.slice(at)

/** Where a line ends that something stands on, with the comment on it; and whether a comma follows. */
function behind(
  text: string,
  from: number,
  { createScanner }: Jsonc,
): { at: number; comma: boolean } {
  const scanner = createScanner(text, false)
  const next = (): string => {
    scanner.scan()
    return text.slice(scanner.getTokenOffset(), scanner.getTokenOffset() + scanner.getTokenLength())
  }
  scanner.setPosition(from)
  let [at, comma] = [from, false]
  // A comma may stand lines below.
  for (let token = next(); /^(?:\s|\/[/*]|,)/u.test(token); token = next()) {
    if (token !== ',') continue
    comma = true
    at = scanner.getPosition()
    break
  }
  scanner.setPosition(at)
  for (let token = next(); /^(?:[ \t]|\/[/*])/u.test(token); token = next()) {
    if (token.startsWith('/')) at = scanner.getPosition()
  }
  return { at, comma }
}

/** The white space that a line begins with. */
export function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  return /^[ \t]*/u.exec(line)?.[0] ?? ''
}

/** The same where nothing else stands before it. */
function ownIndentAt(text: string, offset: number): string | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  return /^[ \t]*$/u.test(line) ? line : undefined
}
