import { join } from 'node:path'
import type { ListFiles } from '../files/list-files.ts'
import { readSource } from '../files/read-source.ts'
import { TermMatcher } from '../query/term-matcher.ts'
import { termsOf } from '../query/terms-of.ts'
import type { SymbolIndex } from '../symbols/symbol-index.ts'
import { addSymbols, type Candidate, type SymbolOptions } from './add-symbols.ts'
import { scanFiles } from './scan-files.ts'
import { scoreFiles, worths } from './score-files.ts'
import { writeClosing } from './write-closing.ts'
import { writeFile } from './write-file.ts'

export interface ContextPackOptions {
  /** An absolute path. */
  folder: string
  listFiles: ListFiles
  /** Keeps what it parsed: give the same one again. */
  index: SymbolIndex
  signal: AbortSignal
  /** A question or names. Words as common as `the` and `file` are not looked for. */
  query: string
  /** Characters of the pack. Default 12000. */
  chars?: number
  /** Whether definitions are shown, too: code is parsed for it. Default true. */
  symbols?: boolean
  /** Milliseconds of reading; files that come after are left out, and the text says so. Default 10000. */
  budgetMs?: number
}

export interface ContextPack {
  /** The most relevant file first: its path, definitions (`12: …`) and lines (`12| …`); then what was left out. */
  text: string
  /** Files with a word of the query, in the pack and in all. */
  files: { shown: number; all: number }
  /** Files that were not read. */
  leftOut: number
}

/** Files whose symbols are looked at. */
const mostParsed = 60
/** Files that are shown. */
const mostShown = 12
/** Of the room there is, how much the next file may take. */
const share = 0.3
const smallest = 400
/** Kept for the end: for its counts, and of the rest a share for paths of files that are not shown. */
const countsChars = 200
const pathsShare = 0.1
const mostPaths = 600

/**
 * Gathers what a folder has on a query. The same tree, query and bounds give the same text, unless time runs out.
 * Rejects with the signal's reason, or what `listFiles` rejects with.
 */
export async function contextPack(options: ContextPackOptions): Promise<ContextPack> {
  const { chars = 12_000, budgetMs = 10_000 } = options
  const deadline = performance.now() + budgetMs
  const terms = termsOf(options.query)
  if (terms.length === 0) return { text: '', files: { shown: 0, all: 0 }, leftOut: 0 }
  const query = new TermMatcher(terms)
  const scan = await scanFiles({ ...options, deadline }, query)
  const worth = worths(scan, query)
  const scored = scoreFiles(scan, worth, query)
  const known = { ...options, deadline, worth, query }
  const first = scored.slice(0, mostParsed)
  const candidates =
    options.symbols === false
      ? first.map((file) => ({ ...file, symbols: [] }))
      : await addSymbols(first, known)
  const room = chars - countsChars
  const paths = Math.min(mostPaths, Math.floor(room * pathsShare))
  const blocks = await writeBlocks(candidates, { ...known, chars: room - paths })
  const shown = new Set(blocks.map(({ path }) => path))
  const ordered = [...candidates, ...scored.slice(mostParsed)].map(({ path }) => path)
  const rest = ordered.filter((path) => !shown.has(path))
  const last = writeClosing({ rest, shown: shown.size, leftOut: scan.leftOut, chars: paths })
  const text = [...blocks.map((block) => block.text), last].join('\n\n')
  return { text, files: { shown: shown.size, all: scored.length }, leftOut: scan.leftOut.total }
}

interface Block {
  path: string
  text: string
}

/** Each file may take a share of the room that is left, so that the first has the most. */
async function writeBlocks(
  candidates: readonly Candidate[],
  { folder, signal, chars, ...options }: SymbolOptions & { chars: number },
): Promise<Block[]> {
  const blocks: Block[] = []
  let left = chars
  for (const { path, ...file } of candidates.slice(0, mostShown)) {
    const room = Math.max(smallest, Math.floor(left * share))
    if (room > left) break
    const source = await readSource(join(folder, path))
    signal.throwIfAborted()
    if (typeof source === 'string') continue
    const text = writeFile({ path, ...file }, source.text, { ...options, chars: room })
    left -= text.length + 2
    blocks.push({ path, text })
  }
  return blocks
}
