import type { Node } from '@vscode/tree-sitter-wasm'

/**
 * Whether a here-document is text that nothing looks into, and ends where a shell ends it: with a quoted delimiter, or
 * without anything in it that is expanded.
 */
export function readHeredoc(node: Node): boolean {
  const part = (type: string) => node.children.find((child) => child?.type === type)
  const [start, body, end] = [part('heredoc_start'), part('heredoc_body'), part('heredoc_end')]
  if (!start || !end || !/^\d*<<-?[ \t]*$/u.test(before(node, start))) return false
  const [, quote = '', name] = /^(['"]?)(\w+)\1$/u.exec(start.text) ?? []
  if (name === undefined || end.text !== name) return false
  // The text begins on the next line, where the grammar may have seen more words.
  const [from, to] = [start.endIndex, (body ?? end).startIndex]
  const gap = node.text.slice(from - node.startIndex, to - node.startIndex)
  if (!/^[^\n\\]*\n\s*$/u.test(gap)) return false
  const text = body?.text ?? ''
  if (quote === '' && /[$`\\]/u.test(text)) return false
  const tabs = node.children.some((child) => child?.type === '<<-')
  // The grammar counts the tabs before the delimiter as text.
  const lines = text.split('\n')
  const last = lines.pop() ?? ''
  const bare = (line: string): string => (tabs ? line.replace(/^\t+/u, '') : line)
  return bare(last) === '' && lines.every((line) => bare(line) !== name)
}

const before = (node: Node, part: Node): string =>
  node.text.slice(0, part.startIndex - node.startIndex)
