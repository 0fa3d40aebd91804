import { widthOf } from './text-width.ts'

/** Words in lines of at most so many columns; a longer word has a line of its own. */
export function wrapWords(words: readonly string[], columns: number): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last === undefined || widthOf(last) + 1 + widthOf(word) > columns) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** A text in lines of at most so many columns. What is indented stays as it is. */
export const wrapText = (text: string, columns: number): string =>
  text
    .split('\n')
    .flatMap((line) => (/^\s|^$/u.test(line) ? [line] : wrapWords(line.split(' '), columns)))
    .join('\n')
