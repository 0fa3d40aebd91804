import type { SurveyedFile } from '../symbols/survey.ts'
import type { RankedSymbol } from './rank-symbols.ts'

export interface WrittenMap {
  text: string
  files: number
  symbols: number
}

/** The most important symbols that fit into `chars` characters, by file; a symbol stands under the one it is in. */
export function writeMap(
  files: readonly SurveyedFile[],
  ranked: readonly RankedSymbol[],
  chars: number,
): WrittenMap {
  const chosen = new Map<number, Set<number>>()
  let left = chars
  for (const { file, symbol } of ranked) {
    const { path, symbols } = files[file] ?? none
    const shown = chosen.get(file)
    const lines = withParents(symbol, symbols).filter((one) => !shown?.has(one))
    const cost = lines.reduce((sum, one) => sum + lineOf(symbols, one).length + 1, 0)
    const total = cost + (shown ? 0 : path.length + 1)
    if (total > left) break
    left -= total
    chosen.set(file, new Set([...(shown ?? []), ...lines]))
  }
  const blocks = [...chosen].map(([file, shown]) => block(files[file] ?? none, shown))
  const symbols = [...chosen.values()].reduce((sum, shown) => sum + shown.size, 0)
  return { text: blocks.join('\n'), files: chosen.size, symbols }
}

const none: SurveyedFile = { path: '', symbols: [], words: new Uint32Array() }

function withParents(symbol: number, symbols: SurveyedFile['symbols']): number[] {
  const chain: number[] = []
  for (let at: number | undefined = symbol; at !== undefined; at = symbols[at]?.parent)
    chain.push(at)
  return chain
}

function block({ path, symbols }: SurveyedFile, shown: ReadonlySet<number>): string {
  const lines = [...shown].toSorted((a, b) => a - b).map((one) => lineOf(symbols, one))
  return [path, ...lines].join('\n')
}

function lineOf(symbols: SurveyedFile['symbols'], at: number): string {
  const indent = '  '.repeat(withParents(at, symbols).length)
  return `${indent}${symbols[at]?.line}: ${symbols[at]?.signature}`
}
