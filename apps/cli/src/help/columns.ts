/** Two columns; what is too wide for the first has the second on the next line. */
export function columns(rows: readonly (readonly [left: string, right: string])[], most: number) {
  const fitting = rows.filter(([left]) => left.length <= most).map(([left]) => left.length)
  const width = Math.max(0, ...fitting)
  const lines = rows.map(([left, right]) => {
    if (right === '') return `  ${left}`
    if (left.length > width) return `  ${left}\n  ${' '.repeat(width)}  ${right}`
    return `  ${left.padEnd(width)}  ${right}`
  })
  return lines.map((line) => `${line}\n`).join('')
}
