/** A piece of a text around the place where it parts from another. */
export interface Piece {
  /** Some of what stands before the place and behind it. */
  text: string
  /** How many characters of `text` stand before the place. */
  before: number
  /** Bytes of the whole, as UTF-8. */
  bytes: number
}

export interface DifferingBytes {
  /** Bytes that are the same from the beginning, as UTF-8. */
  offset: number
  a: Piece
  b: Piece
}

/** Characters shown before the place, and behind it. */
const shown = { before: 40, behind: 80 }

/** Where two texts part. What is no text is its JSON; nothing at all is an empty text. */
export function differingBytes(a: unknown, b: unknown): DifferingBytes {
  const [one, other] = [textOf(a), textOf(b)]
  const at = parting(one, other)
  return { offset: bytesOf(one.slice(0, at)), a: pieceOf(one, at), b: pieceOf(other, at) }
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '')

/** A character of two units is not cut. */
function parting(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at > 0 && isHigh(a.charCodeAt(at - 1)) ? at - 1 : at
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00

function pieceOf(text: string, at: number): Piece {
  const from = Math.max(0, at - shown.before)
  return {
    text: text.slice(from, at + shown.behind),
    before: at - from,
    bytes: bytesOf(text),
  }
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length
