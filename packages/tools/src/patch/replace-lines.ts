import type { FileLine } from './file-lines.ts'
import type { HunkLine, Matching } from './section.ts'

/** Where a hunk goes, and what becomes of what stands there. */
export interface Replacement {
  start: number
  /** How many lines of the file it takes. */
  count: number
  lines: readonly HunkLine[]
}

interface Ends {
  /** What ends most lines of the file. */
  end: string
  matching: Matching
}

/** The lines of a file with some of them replaced. */
export function replaceLines(
  lines: readonly FileLine[],
  replacements: readonly Replacement[],
  { end: common, matching }: Ends,
): FileLine[] {
  const result: FileLine[] = []
  // Only a last line may be without an end.
  const push = (line: FileLine | undefined) => {
    if (!line) return
    const last = result.at(-1)
    if (last?.end === '') result[result.length - 1] = { ...last, end: common }
    result.push(line)
  }
  let at = 0
  for (const { start, count, lines: body } of replacements.toSorted((a, b) => a.start - b.start)) {
    while (at < start) push(lines[at++])
    for (const { kind, text, end } of body) {
      if (kind === 'add') {
        const beside = at > start ? lines[at - 1]?.end || lines[at - 2]?.end : lines[at]?.end
        const own = matching === 'exact' ? beside : undefined
        push({ text, end: end ?? (own || common) })
      } else {
        if (kind === 'context') push(lines[at])
        at += 1
      }
    }
    at = start + count
  }
  while (at < lines.length) push(lines[at++])
  return result
}
