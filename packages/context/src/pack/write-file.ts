import type { TermMatcher } from '../query/term-matcher.ts'
import type { Candidate, MatchedSymbol } from './add-symbols.ts'
import { findExcerpts, mostChars, type Excerpt } from './find-excerpts.ts'

export interface WriteOptions {
  worth: Float64Array
  query: TermMatcher
  /** Characters the whole may take. */
  chars: number
}

const outlineShare = 0.25
const outlineLines = 8

/** A file for a pack: its path, what else it defines (`12: …`), and its best lines (`12| …`). */
export function writeFile(file: Candidate, text: string, options: WriteOptions): string {
  const lines = text.split(/\r?\n/)
  const { path, symbols } = file
  const room = options.chars - path.length - 1
  const plan = outline(symbols, [], outlineShare * room).join('\n')
  const excerpts = findExcerpts(lines, { ...options, symbols, chars: room - plan.length - 1 })
  const shown = outline(symbols, excerpts, outlineShare * room)
  return [path, ...shown, ...excerpts.map((excerpt) => write(lines, excerpt))].join('\n')
}

/** The definitions that match best, then the first; without those that are in an excerpt. */
function outline(
  symbols: readonly MatchedSymbol[],
  excerpts: readonly Excerpt[],
  chars: number,
): string[] {
  const isShown = ({ line }: MatchedSymbol) =>
    excerpts.some(({ from, to }) => line >= from && line <= to)
  let left = chars
  return symbols
    .filter((symbol) => !isShown(symbol) && symbol.kind !== 'rule')
    .toSorted((a, b) => b.worth - a.worth || depth(a) - depth(b) || a.line - b.line)
    .slice(0, outlineLines)
    .map((symbol) => ({ line: symbol.line, text: `  ${symbol.line}: ${symbol.signature}` }))
    .filter(({ text }) => (left -= text.length + 1) >= 0)
    .toSorted((a, b) => a.line - b.line)
    .map(({ text }) => text)
}

const depth = ({ parent }: MatchedSymbol) => (parent === undefined ? 0 : 1)

function write(lines: readonly string[], { from, to }: Excerpt): string {
  return lines
    .slice(from - 1, to)
    .map((line, at) => `${from + at}| ${cut(line)}`.trimEnd())
    .join('\n')
}

const cut = (line: string) => (line.length > mostChars ? `${line.slice(0, mostChars - 1)}…` : line)
