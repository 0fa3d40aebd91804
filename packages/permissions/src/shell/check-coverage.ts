/** A piece of a command's text that the reader made something of. */
export interface Piece {
  start: number
  end: number
  kind: 'word' | 'operator' | 'comment'
  /** Which simple command it belongs to: a new line ends one. */
  command?: number
}

/**
 * Whether pieces are all there is between two places: white space between them, words apart from one another. What the
 * grammar passed over silently, or cut where a shell would not, is found here.
 */
export function isCovered(
  text: string,
  from: number,
  to: number,
  pieces: readonly Piece[],
): boolean {
  const sorted = pieces.toSorted((one, other) => one.start - other.start || one.end - other.end)
  let at = from
  let before: Pick<Piece, 'kind' | 'command'> = { kind: 'operator' }
  for (const piece of sorted) {
    const gap = text.slice(at, piece.start)
    if (piece.start < at || !isSpace(gap)) return false
    const bare = gap.replaceAll('\\\n', '')
    if (bare === '' && piece.kind !== 'operator' && before.kind === 'word') return false
    const same = piece.command !== undefined && piece.command === before.command
    if (same && bare.includes('\n')) return false
    at = piece.end
    before = piece
  }
  return isSpace(text.slice(at, to))
}

const isSpace = (gap: string): boolean => /^(?:[ \t\n]|\\\n)*$/u.test(gap)
