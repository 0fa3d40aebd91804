import { stat } from 'node:fs/promises'
import { isGenerated } from '../files/is-generated.ts'
import { readSource, type Skipped } from '../files/read-source.ts'
import type { Language } from '../languages/language.ts'
import { loadGrammar } from '../languages/load-grammar.ts'
import type { SourceSymbol } from './source-symbol.ts'
import { symbolsOf } from './symbols-of.ts'
import { wordsOf } from './words-of.ts'

/** What is known of a file's code. */
export interface FileSymbols {
  symbols: readonly SourceSymbol[]
  /** The hashes of the words it has, sorted. */
  words: Uint32Array
}

interface Known {
  modified: number
  bytes: number
  what: FileSymbols | Skipped | 'slow'
}

/** Some 100 MB. */
const mostSymbols = 200_000
const mostFiles = 20_000
const mostParseMs = 500

/**
 * The symbols of files, each parsed once as long as its size and time stay. What was parsed first is forgotten
 * first, beyond 20000 files or 200000 symbols. Nothing is written.
 */
export class SymbolIndex {
  readonly #known = new Map<string, Known>()
  #symbols = 0

  /** A file's symbols, or why it was passed over. `path` is absolute. */
  async look(path: string, language: Language): Promise<FileSymbols | Skipped | 'slow'> {
    const known = this.#known.get(path)
    if (known && (await isAsKnown(path, known))) return known.what
    const source = await readSource(path)
    if (typeof source === 'string') return source
    const { modified, bytes, text } = source
    const what = isGenerated(text) ? 'generated' : await parse(text, language)
    this.#keep(path, { modified, bytes, what })
    return what
  }

  #keep(path: string, known: Known): void {
    this.#forget(path)
    this.#known.set(path, known)
    this.#symbols += countOf(known)
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= mostFiles && this.#symbols <= mostSymbols) return
      this.#forget(oldest)
    }
  }

  #forget(path: string): void {
    const known = this.#known.get(path)
    if (known && this.#known.delete(path)) this.#symbols -= countOf(known)
  }
}

const countOf = ({ what }: Known) => (typeof what === 'string' ? 0 : what.symbols.length)

async function isAsKnown(path: string, { modified, bytes }: Known): Promise<boolean> {
  try {
    const now = await stat(path)
    return now.mtimeMs === modified && now.size === bytes
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

async function parse(text: string, language: Language): Promise<FileSymbols | 'slow'> {
  const grammar = await loadGrammar(language)
  const symbols = symbolsOf(text, grammar, mostParseMs)
  return symbols ? { symbols, words: wordsOf(text, language.comments) } : 'slow'
}
