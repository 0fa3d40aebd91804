/** Rows in columns: the first to the left, the others to the right; a column without anything takes no room. */
export function inColumns(rows: readonly (readonly string[])[]): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows.map((row) =>
    row
      .flatMap((cell, column) => {
        const width = widths[column] ?? 0
        if (width === 0) return []
        return [column === 0 ? cell.padEnd(width) : cell.padStart(width)]
      })
      .join('  ')
      .trimEnd(),
  )
}

/** Rows under a title, and nothing where there are none. */
export const section = (title: string, rows: readonly string[]): string =>
  rows.length === 0 ? '' : `\n${title}\n${rows.map((row) => `  ${row}\n`).join('')}`
