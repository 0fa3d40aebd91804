import { shorten } from '../format.ts'
import { widthOf } from '../text-width.ts'

/** Names of models and tools may come from anywhere, and be of any length. */
const widest = 48

/** Rows in columns: the first to the left, the others to the right; a column without anything takes no room. */
export function inColumns(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map((cell) => shorten(cell, widest)))
  const count = Math.max(0, ...cells.map((row) => row.length))
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...cells.map((row) => widthOf(row[column] ?? ''))),
  )
  return cells.map((row) =>
    row
      .flatMap((cell, column) => {
        const width = widths[column] ?? 0
        if (width === 0) return []
        const space = ' '.repeat(width - widthOf(cell))
        return [column === 0 ? cell + space : space + cell]
      })
      .join('  ')
      .trimEnd(),
  )
}

/** Rows under a title, and nothing where there are none. */
export const section = (title: string, rows: readonly string[]): string =>
  rows.length === 0 ? '' : `\n${title}\n${rows.map((row) => `  ${row}\n`).join('')}`
