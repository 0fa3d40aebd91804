import type { TermMatcher } from '../query/term-matcher.ts'
import type { MatchedSymbol } from './add-symbols.ts'

/** Lines of a file, from 1, both ends included. */
export interface Excerpt {
  from: number
  to: number
}

export interface ExcerptOptions {
  symbols: readonly MatchedSymbol[]
  worth: Float64Array
  query: TermMatcher
  /** Characters the lines may take together. */
  chars: number
}

/** Lines shown around one that mentions, and of what a definition holds. */
const before = 2
const after = 4
const definitionLines = 16
/** Lines worth less than this share of the best are not shown. */
const least = 0.3

/** Where a text speaks most of the query, in order of its lines, within the characters there are. */
export function findExcerpts(lines: readonly string[], options: ExcerptOptions): Excerpt[] {
  const shown = new Set<number>()
  let left = options.chars
  const ranked = rankLines(lines, options)
  const best = ranked[0]?.worth ?? 0
  for (const { line, worth } of ranked) {
    if (worth < least * best) break
    if (shown.has(line)) continue
    const { from, to } = around(line, lines.length, options.symbols)
    for (const one of nearestFirst(line, from, to)) {
      const cost = shown.has(one) ? 0 : costOf(lines[one - 1])
      if (cost > left) break
      left -= cost
      shown.add(one)
    }
    if (left < 40) break
  }
  return join([...shown].toSorted((a, b) => a - b))
}

/** What a line costs when it is shown, with its number. */
const costOf = (line = '') => Math.min(line.length, mostChars) + 7

/** Longer lines are cut. */
export const mostChars = 200

function rankLines(
  lines: readonly string[],
  { symbols, worth, query }: ExcerptOptions,
): { line: number; worth: number }[] {
  const defined = new Map(symbols.map((symbol) => [symbol.line, symbol.worth]))
  const ranked = lines.map((text, at) => {
    const mentioned = query.found(text).reduce((sum, term) => sum + (worth[term] ?? 0), 0)
    return { line: at + 1, worth: mentioned + 2 * (defined.get(at + 1) ?? 0) }
  })
  return ranked
    .filter((one) => one.worth > 0)
    .toSorted((a, b) => b.worth - a.worth || a.line - b.line)
}

function around(line: number, count: number, symbols: readonly MatchedSymbol[]): Excerpt {
  const definition = symbols.find((symbol) => symbol.line === line && symbol.worth > 0)
  if (!definition) return { from: Math.max(1, line - before), to: Math.min(count, line + after) }
  const to = Math.min(definition.endLine, line + definitionLines, count)
  return { from: Math.max(1, line - 1), to: Math.max(line, to) }
}

/** The line itself, then on from it, then what is before: the end of the room cuts the least of it. */
function nearestFirst(line: number, from: number, to: number): number[] {
  const on = Array.from({ length: to - line + 1 }, (_, at) => line + at)
  const back = Array.from({ length: line - from }, (_, at) => line - 1 - at)
  return [...on, ...back]
}

/** A gap of one line is filled: to say that it is left out costs as much. */
function join(shown: readonly number[]): Excerpt[] {
  const excerpts: Excerpt[] = []
  for (const line of shown) {
    const last = excerpts.at(-1)
    if (last && line - last.to <= 2) last.to = line
    else excerpts.push({ from: line, to: line })
  }
  return excerpts
}
