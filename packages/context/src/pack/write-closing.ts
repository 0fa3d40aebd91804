import type { LeftOut } from '../files/left-out.ts'

export interface Closing {
  /** Paths that are not shown, the best first. */
  rest: readonly string[]
  /** How many files are. */
  shown: number
  leftOut: LeftOut
  /** Characters the paths may take. */
  chars: number
}

const mostNamed = 10

/** The end of a pack: files that would come next, and how many there are. */
export function writeClosing({ rest, shown, leftOut, chars }: Closing): string {
  const named: string[] = []
  let left = chars
  for (const path of rest.slice(0, mostNamed)) {
    left -= path.length + 2
    if (left < 0) break
    named.push(path)
  }
  const also = named.length > 0 ? [`Also: ${named.join(', ')}`] : []
  const counts = `[${shown} of ${shown + rest.length} files with a word of the query${leftOut.text}]`
  return [...also, counts].join('\n')
}
