export interface Position {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
}

/** Finds the line and column of offsets in a text. */
export function lineFinder(text: string): (offset: number) => Position {
  let known: readonly number[] | undefined
  return (offset) => {
    const starts = (known ??= lineStarts(text))
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (const { 0: ending, index } of text.matchAll(/\r\n|\r|\n/gu)) {
    starts.push(index + ending.length)
  }
  return starts
}
