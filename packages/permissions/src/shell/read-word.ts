import type { Node } from '@vscode/tree-sitter-wasm'
import type { Word } from './command.ts'
import { lexWord, type Hole } from './lex-word.ts'

const whys: Readonly<Record<string, string>> = {
  simple_expansion: 'a variable',
  expansion: 'a variable',
  command_substitution: 'what a command prints',
  process_substitution: 'what a command prints',
  arithmetic_expansion: 'a calculation',
  ansi_c_string: 'a string with escapes',
  translated_string: 'a translated string',
}

/** A pattern over names beyond the workspace, that something prints. */
const abroad = /(?:^|[\s'"=:{,])(?:[/~]|\.\.)[^\s'"]*[*?[]/u

/** What a word's node says, and the nodes in it that are known when it runs. undefined: it is no word the reader knows. */
export function readWord(node: Node): { word: Word; inside: Node[] } | undefined {
  const inside = [...expansionsIn(node)]
  const holes = inside.map(({ startIndex, endIndex, type }): Hole => {
    const why = whys[type] ?? 'unknown'
    return { start: startIndex - node.startIndex, end: endIndex - node.startIndex, why }
  })
  const lexed = lexWord(node.text, holes)
  if (!lexed) return undefined
  const { text, glob, brace } = lexed
  const why = holes[0]?.why ?? (brace ? 'braces' : undefined)
  if (why !== undefined) {
    const isPattern = glob || inside.some((hole) => abroad.test(hole.text))
    return { word: { kind: 'dynamic', text, why, ...(isPattern && { pattern: true }) }, inside }
  }
  return { word: { kind: glob ? 'glob' : 'literal', text }, inside }
}

/** The outermost ones. */
function* expansionsIn(node: Node): Generator<Node> {
  if (Object.hasOwn(whys, node.type)) {
    yield node
    return
  }
  for (const child of node.namedChildren) if (child) yield* expansionsIn(child)
}
