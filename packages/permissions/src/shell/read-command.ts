import type { Parser } from '@vscode/tree-sitter-wasm'
import type { Reading } from './command.ts'
import { loadBash } from './load-bash.ts'
import { TreeReader } from './tree-reader.ts'

/** Longer commands are not read: they are asked about. UTF-16 units. */
export const longest = 32 * 1024

/** Text that is no syntax takes the parser time with the square of its operators. */
const mostOperators = 4000

/** White space and controls that shells and grammars see differently. */
const odd = /[^\P{Cc}\n\t]|[^\P{Z} ]|\u{feff}/u

const broken = { kind: 'unparsable', why: 'It is no complete shell syntax.' } as const

/** Reads what a text would run. Loads the grammar at the first text; rejects only where that is missing. */
export async function readCommand(text: string): Promise<Reading> {
  return parseCommand(text, await loadBash())
}

/** The same with a parser at hand. */
export function parseCommand(text: string, parser: Parser): Reading {
  if (text.length > longest) {
    return { kind: 'unparsable', why: `It is longer than ${longest} characters.` }
  }
  if ((text.match(/[<>|&;`(){}[\]!?@]/gu)?.length ?? 0) > mostOperators) {
    return { kind: 'unparsable', why: `It has more than ${mostOperators} operators.` }
  }
  if (odd.test(text)) {
    return { kind: 'unparsable', why: 'It has control characters or unusual white space in it.' }
  }
  // Mending what is wrong can take the parser seconds, and is of no use here.
  const tree = parser.parse(text, null, { progressCallback: ({ hasError }) => hasError })
  if (!tree) {
    parser.reset()
    return broken
  }
  try {
    if (tree.rootNode.hasError) return broken
    return new TreeReader(text).read(tree.rootNode)
  } finally {
    tree.delete()
  }
}
