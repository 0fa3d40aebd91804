import { plainText } from '../print/plain-text.ts'
import { charactersOf, widthOf, widthOfOne } from '../print/text-width.ts'
import type { Typed } from '../print/typed-window.ts'

export interface PromptRows {
  rows: readonly string[]
  /** The cursor: in which of them, and in which column. */
  row: number
  column: number
}

interface Room {
  columns: number
  /** Most rows; those around the cursor are shown. */
  most: number
}

/** A prompt and what is typed behind it, in the rows of a terminal. Pure. */
export function promptRows(
  prompt: string,
  { text, at }: Typed,
  { columns, most }: Room,
): PromptRows {
  const indent = ' '.repeat(Math.min(widthOf(prompt), 2))
  const before = rowsOf(prompt + shown(text.slice(0, at)), columns, indent)
  const rows = rowsOf(prompt + shown(text), columns, indent)
  const row = before.length - 1
  const column = widthOf(before[row] ?? '')
  const first = Math.max(0, row - most + 1)
  return { rows: rows.slice(first, first + most), row: row - first, column }
}

/** A row that is full has the cursor in the next one. Rows behind the first are indented. */
function rowsOf(text: string, columns: number, indent: string): string[] {
  const rows: string[] = []
  for (const line of text.split('\n')) {
    let row = rows.length === 0 ? '' : indent
    let width = widthOf(row)
    for (const character of charactersOf(line)) {
      const more = widthOfOne(character)
      if (width + more > columns) {
        rows.push(row)
        row = indent
        width = widthOf(indent)
      }
      row += character
      width += more
    }
    rows.push(row)
    if (width === columns) rows.push(indent)
  }
  return rows
}

const shown = (text: string) => plainText(text).replaceAll('\t', ' ')
