import type { Matching } from './section.ts'

/** A line, and what ends it: nothing for a last line that is not ended. */
export interface FileLine {
  text: string
  end: string
}

/** The lines of a text. A return alone ends a line where matching is lenient, as Codex has it. */
export function fileLines(text: string, matching: Matching): FileLine[] {
  const ends = matching === 'lenient' ? /\r\n|\n|\r/g : /\r?\n/g
  const lines: FileLine[] = []
  let from = 0
  for (const end of text.matchAll(ends)) {
    lines.push({ text: text.slice(from, end.index), end: end[0] })
    from = end.index + end[0].length
  }
  if (from < text.length) lines.push({ text: text.slice(from), end: '' })
  return lines
}

/** What ends most lines; of two that are as many, the first. */
export function commonEnd(lines: readonly FileLine[]): string {
  const counts = new Map<string, number>()
  for (const { end } of lines) if (end !== '') counts.set(end, (counts.get(end) ?? 0) + 1)
  let common = '\n'
  for (const [end, count] of counts) if (count > (counts.get(common) ?? 0)) common = end
  return common
}
