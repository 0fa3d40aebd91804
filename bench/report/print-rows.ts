import { formatRow } from './format-row.ts'
import type { Row } from './row.ts'

const headings = ['what', 'ours', 'baseline', 'ratio', 'target']

/** Prints rows as one table. */
export function printRows(rows: readonly Row[]): void {
  const lines = [headings, headings.map(() => ''), ...rows.map(formatRow)]
  const widths = headings.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  for (const line of lines) {
    const cells = widths.map((width, column) => {
      const cell = line[column] ?? ''
      return column === 1 || column === 3 ? cell.padStart(width) : cell.padEnd(width)
    })
    console.log(cells.join('  ').trimEnd())
  }
}
