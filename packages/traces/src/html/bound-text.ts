/** A text as far as it is shown. */
export interface Bounded {
  begin: string
  /** Bytes between the two, as UTF-8. */
  left: number
  end: string
}

/** A text of more than `most` characters is cut: two thirds from its beginning, a third from its end. */
export function boundText(text: string, most: number): Bounded {
  if (text.length <= most) return { begin: text, left: 0, end: '' }
  const from = placeNear(text, Math.floor((most * 2) / 3))
  const to = placeNear(text, text.length - Math.floor(most / 3))
  return { begin: text.slice(0, from), left: bytesOf(text.slice(from, to)), end: text.slice(to) }
}

/** Bytes of UTF-8. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** Not within a pair of surrogates. */
const placeNear = (text: string, at: number): number =>
  (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at
