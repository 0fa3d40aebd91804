import type { Node, QueryMatch } from '@vscode/tree-sitter-wasm'
import type { SymbolKind } from '../languages/language.ts'
import type { LoadedGrammar } from '../languages/load-grammar.ts'
import { markShared } from './mark-shared.ts'
import { own } from './own.ts'
import { signatureOf } from './signature-of.ts'
import type { SourceSymbol } from './source-symbol.ts'

interface Definition {
  kind: string
  name: Node
  node: Node
}

const kinds = new Map<string, SymbolKind>(
  (['class', 'type', 'function', 'method', 'constant', 'module', 'group', 'rule'] as const).map(
    (kind) => [kind, kind],
  ),
)

/** How deep definitions are looked for: inside namespaces and classes, not inside what functions do. */
const depth = 12

/**
 * The definitions of a text in their order, without those inside functions. Undefined when the text cannot be parsed in
 * `mostMs` milliseconds. Synchronous: the parser is shared.
 */
export function symbolsOf(
  text: string,
  { parser, grammar, query, hidden }: LoadedGrammar,
  mostMs: number,
): SourceSymbol[] | undefined {
  const deadline = performance.now() + mostMs
  const progressCallback = () => performance.now() > deadline
  parser.setLanguage(grammar)
  const tree = parser.parse(text, null, { progressCallback })
  if (!tree) {
    // It would go on with this text at the next one.
    parser.reset()
    return undefined
  }
  try {
    const matches = query.matches(tree.rootNode, { maxStartDepth: depth, progressCallback })
    if (performance.now() > deadline) return undefined
    const isHiding = hidden && (hidden.where?.test(text) ?? true)
    const symbols = nest(definitionsOf(matches), text)
    return markShared(symbols, sharedIn(matches), isHiding ? hidden.signature : undefined)
  } finally {
    tree.delete()
  }
}

/** One for each name, outer ones first. Where two patterns find a name, the one that stands first in the query counts. */
function definitionsOf(matches: readonly QueryMatch[]): Definition[] {
  const found = new Map<number, Definition & { pattern: number }>()
  for (const match of matches) {
    const definition = definitionOf(match)
    if (!definition) continue
    const at = definition.name.startIndex
    const pattern = match.patternIndex
    if ((found.get(at)?.pattern ?? Infinity) > pattern) found.set(at, { ...definition, pattern })
  }
  return [...found.values()].toSorted(
    (a, b) => a.node.startIndex - b.node.startIndex || b.node.endIndex - a.node.endIndex,
  )
}

function definitionOf({ captures }: QueryMatch): Definition | undefined {
  const name = captures.find((capture) => capture.name === 'name')
  const whole = captures.find((capture) => capture.name !== 'name')
  return name && whole && { kind: whole.name, name: name.node, node: whole.node }
}

/** Names in lists of exports. */
const sharedIn = (matches: readonly QueryMatch[]): ReadonlySet<string> =>
  new Set(
    matches.flatMap(({ captures }) =>
      captures.flatMap(({ name, node }) => (name === 'shared' ? [node.text] : [])),
    ),
  )

function nest(definitions: readonly Definition[], text: string): SourceSymbol[] {
  const symbols: SourceSymbol[] = []
  const around: { end: number; at: number | undefined }[] = []
  for (const { kind: word, name, node } of definitions) {
    while ((around.at(-1)?.end ?? Infinity) <= node.startIndex) around.pop()
    const parent = around.at(-1)?.at
    const isLocal = around.length > 0 && (parent === undefined || isCode(symbols[parent]?.kind))
    const kind = kinds.get(word)
    around.push({ end: node.endIndex, at: isLocal || !kind ? undefined : symbols.length })
    if (isLocal || !kind) continue
    symbols.push({
      name: nameOf(name.text),
      kind,
      line: name.startPosition.row + 1,
      endLine: node.endPosition.row + 1,
      signature: signatureOf(text, name, node),
      isShared: true,
      ...(parent === undefined ? {} : { parent }),
    })
  }
  return symbols
}

const isCode = (kind: SymbolKind | undefined) => kind === 'function' || kind === 'method'

/** `a::b` is called b. */
const nameOf = (text: string) => own(text.split('::').at(-1)?.slice(0, 200) ?? '')
