import { plainText } from './plain-text.ts'
import { cutToWidth, endOfWidth, widthOf } from './text-width.ts'

/** What somebody types: a text, and where in it the cursor is. */
export interface Typed {
  readonly text: string
  readonly at: number
}

/** As much of it around the cursor as a row of so many columns holds, and the column of the cursor in that. */
export function typedWindow({ text, at }: Typed, room: number) {
  const before = endOfWidth(inRow(text.slice(0, at)), room - 1)
  const column = widthOf(before)
  return { shown: before + cutToWidth(inRow(text.slice(at)), room - column), column }
}

const inRow = (text: string) => plainText(text).replaceAll('\n', '⏎').replaceAll('\t', ' ')
