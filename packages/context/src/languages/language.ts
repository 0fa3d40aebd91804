/**
 * What a definition is, in the words of all languages. A `group` holds definitions but is none itself (an `impl` block),
 * a `rule` is one of a style sheet.
 */
export type SymbolKind =
  | 'class'
  | 'type'
  | 'function'
  | 'method'
  | 'constant'
  | 'module'
  | 'group'
  | 'rule'

/** How a comment begins: up to the end of its line, or `/*` as well. */
export type Comments = '//' | '#'

/** How definitions are found in the files of one language. */
export interface Language {
  /** The part of the grammar's file name that is its own: `tree-sitter-<grammar>.wasm`. */
  grammar: string
  /** Without the dot, in lower case. */
  extensions: readonly string[]
  /**
   * A tree-sitter query: `@name` is the name, the other capture is the definition and is called after its kind.
   * `@shared` alone is a name that the file gives to others at another place.
   */
  query: string
  comments: Comments
  /** The signature of a definition at the top that other files cannot name, in texts that match `where`. */
  hidden?: { signature: RegExp; where?: RegExp }
}
