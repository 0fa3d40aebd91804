import type { Node } from '@vscode/tree-sitter-wasm'
import { own } from './own.ts'

const most = 160

/** The line of the name up to the body, on one line. A definition without a body ends with itself or its line. */
export function signatureOf(text: string, name: Node, definition: Node): string {
  const start = startOf(text, name, definition)
  const body = bodyOf(definition)?.startIndex ?? 0
  const end =
    body > name.endIndex ? body : Math.min(endOfLine(text, name.endIndex), definition.endIndex)
  const plain = text
    .slice(start, Math.min(end, start + 4 * most))
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s{]+$/, '')
    .trim()
  return own(plain.length > most ? `${plain.slice(0, most - 1)}…` : plain)
}

/** The beginning of the line, for its `export`, unless something else stands there. */
function startOf(text: string, name: Node, definition: Node): number {
  const line = text.lastIndexOf('\n', name.startIndex) + 1
  const hasOther = /[{};]/.test(text.slice(line, definition.startIndex))
  return hasOther ? definition.startIndex : line
}

/** `const f = () => …` and `exports.f = function …` have the body of their value. */
const bodyOf = (node: Node): Node | null =>
  node.childForFieldName('body') ??
  node.childForFieldName('value')?.childForFieldName('body') ??
  node.childForFieldName('right')?.childForFieldName('body') ??
  null

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
