import { join } from 'node:path'
import { isTest } from '../files/is-test.ts'
import { languageOf } from '../languages/language-of.ts'
import type { TermMatcher } from '../query/term-matcher.ts'
import type { SourceSymbol } from '../symbols/source-symbol.ts'
import type { SymbolIndex } from '../symbols/symbol-index.ts'
import { byScore, type ScoredFile } from './score-files.ts'

export interface MatchedSymbol extends SourceSymbol {
  /** What the terms in its name are worth. */
  worth: number
}

export interface Candidate extends ScoredFile {
  symbols: readonly MatchedSymbol[]
}

export interface SymbolOptions {
  folder: string
  index: SymbolIndex
  signal: AbortSignal
  deadline: number
  worth: Float64Array
  query: TermMatcher
}

/** A file that defines what is asked for is worth more than one that mentions it. */
const definitionWeight = 2

/** Reads the symbols of the files, and orders them anew. Rejects with the signal's reason. */
export async function addSymbols(
  files: readonly ScoredFile[],
  options: SymbolOptions,
): Promise<Candidate[]> {
  const candidates: Candidate[] = []
  for (const file of files) {
    options.signal.throwIfAborted()
    const symbols = await symbolsIn(file.path, options)
    const best = symbols.reduce((most, { worth }) => Math.max(most, worth), 0)
    const bonus = definitionWeight * best * (isTest(file.path) ? 0.3 : 1)
    candidates.push({ ...file, symbols, score: file.score + bonus })
  }
  return candidates.toSorted(byScore)
}

async function symbolsIn(
  path: string,
  { folder, index, deadline, worth, query }: SymbolOptions,
): Promise<MatchedSymbol[]> {
  const language = languageOf(path)
  if (!language || performance.now() > deadline) return []
  const found = await index.look(join(folder, path), language)
  if (typeof found === 'string') return []
  return found.symbols.map((symbol) => ({ ...symbol, worth: worthOf(symbol.name, worth, query) }))
}

const worthOf = (text: string, worth: Float64Array, query: TermMatcher) =>
  query.found(text).reduce((sum, term) => sum + (worth[term] ?? 0), 0)
