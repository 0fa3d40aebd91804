import type { ListFiles } from '../files/list-files.ts'
import { TermMatcher } from '../query/term-matcher.ts'
import { termsOf } from '../query/terms-of.ts'
import type { SymbolIndex } from '../symbols/symbol-index.ts'
import { survey } from '../symbols/survey.ts'
import { mentionGraph } from './mention-graph.ts'
import { rankFiles } from './rank-files.ts'
import { rankSymbols } from './rank-symbols.ts'
import { startOf } from './start-of.ts'
import { writeMap } from './write-map.ts'

export interface RepoMapOptions {
  /** An absolute path. */
  folder: string
  listFiles: ListFiles
  /** Keeps what it parsed: give the same one again. */
  index: SymbolIndex
  signal: AbortSignal
  /** What the map is for; its words bring symbols and files forward. */
  query?: string
  /** What stands before each path of the folder in the text. */
  prefix?: string
  /** Characters of the map. Default 8000. */
  chars?: number
  /** Milliseconds of reading; files that come after are left out, and the text says so. Default 10000. */
  budgetMs?: number
}

export interface RepoMap {
  /** The most important file first: its path, then its symbols with line number and signature, and a last line of counts. */
  text: string
  /** Of code, in the map and in all. */
  files: { shown: number; all: number }
  symbols: { shown: number; all: number }
  /** Files of code that were not read. */
  leftOut: number
}

/**
 * Maps the code of a folder. The same tree, query and bounds give the same text, unless time runs out. Rejects with the
 * signal's reason, or what `listFiles` rejects with.
 */
export async function repoMap(options: RepoMapOptions): Promise<RepoMap> {
  const { query = '', prefix = '', chars = 8000, budgetMs = 10_000 } = options
  const matcher = new TermMatcher(termsOf(query))
  const { files: read, leftOut } = await survey({ ...options, budgetMs, query: matcher })
  const files = read.map((file) => ({ ...file, path: prefix + file.path }))
  const ranks = rankFiles(mentionGraph(files), startOf(files, matcher), query === '' ? 0.85 : 0.5)
  const ranked = rankSymbols(files, ranks, matcher)
  // Room for the last line.
  const written = writeMap(files, ranked, chars - 160)
  const counts = {
    files: { shown: written.files, all: files.length + leftOut.total },
    symbols: { shown: written.symbols, all: ranked.length },
    leftOut: leftOut.total,
  }
  const { files: f, symbols: s } = counts
  const last = `[${s.shown} of ${s.all} symbols, ${f.shown} of ${f.all} files${leftOut.text}]`
  return { ...counts, text: written.text === '' ? last : `${written.text}\n${last}` }
}
