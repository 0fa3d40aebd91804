import type { SymbolKind } from '../languages/language.ts'

/** A definition in a file. */
export interface SourceSymbol {
  name: string
  kind: SymbolKind
  /** Of its name, from 1. */
  line: number
  endLine: number
  /** What stands before its body, on one line of at most 160 characters. */
  signature: string
  /** Whether other files can name it. */
  isShared: boolean
  /** The place in the file's list of the definition it stands in; undefined at the top. */
  parent?: number
}
