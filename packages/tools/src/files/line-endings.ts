/** A change of a text with plain line ends, by places in it. */
interface TextChange {
  from: number
  to: number
  insert: string
}

/** A text seen with `\n` at the end of every line, whatever ends them in it. */
export interface LineEndings {
  text: string
  /** Words of a model's as they are looked for in `text`. */
  plain(words: string): string
  /**
   * The file's text with changes made, which are in order and do not overlap. What is kept keeps its line ends; what is put in
   * ends its lines as what it replaces did, or as the line around it does.
   */
  replace(changes: readonly TextChange[]): string
}

/** How a file ends its lines: `\n`, `\r\n`, or one here and the other there. */
export function lineEndings(file: string): LineEndings {
  if (!file.includes('\r\n')) {
    return { text: file, plain: (words) => words, replace: (changes) => replaceIn(file, changes) }
  }
  const text = file.replaceAll('\r\n', '\n')
  const returns = returnsOf(file)
  /** Where a place of the plain text is in the file. */
  const placed = placer(returns)
  return {
    text,
    plain: (words) => words.replaceAll('\r\n', '\n'),
    replace: (changes) =>
      replaceIn(
        file,
        changes.map(({ from, to, insert }) => {
          const place = { from: placed(from), to: placed(to) }
          const hasReturns = endsWithReturn(file, place)
          return { ...place, insert: hasReturns ? insert.replaceAll('\n', '\r\n') : insert }
        }),
      ),
  }
}

function replaceIn(text: string, changes: readonly TextChange[]): string {
  const pieces: string[] = []
  let from = 0
  for (const change of changes) {
    pieces.push(text.slice(from, change.from), change.insert)
    from = change.to
  }
  return pieces.join('') + text.slice(from)
}

/** The places in the plain text of every line end that has a return before it. */
function returnsOf(file: string): number[] {
  const places: number[] = []
  for (let at = file.indexOf('\r\n'); at >= 0; at = file.indexOf('\r\n', at + 2)) {
    places.push(at - places.length)
  }
  return places
}

/** Asked for places in order, it passes over the file once. */
function placer(returns: readonly number[]): (place: number) => number {
  let before = 0
  let last = 0
  return (place) => {
    if (place < last) before = 0
    last = place
    while (before < returns.length && (returns[before] ?? 0) < place) before += 1
    return place + before
  }
}

/** By the first line end in what is replaced, else by the next one behind it, else by the last one before. */
function endsWithReturn(file: string, { from, to }: { from: number; to: number }): boolean {
  const inside = file.slice(from, to).indexOf('\n')
  const next = inside >= 0 ? from + inside : file.indexOf('\n', to)
  const end = next >= 0 ? next : file.lastIndexOf('\n', from)
  return end > 0 && file[end - 1] === '\r'
}
