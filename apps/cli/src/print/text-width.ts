// How many columns of a terminal a text takes.

/** East Asian Wide and Fullwidth, and what is shown as emoji by itself: Unicode's EastAsianWidth.txt, in coarse ranges. */
const wide =
  /^[\u1100-\u115f\u231a\u231b\u2329\u232a\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|\ufe0f/u

/** What takes no column: marks on what stands before, joiners, invisible characters. */
const nothing = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u1160-\u11ff]+$/u

const ascii = /^[ -~]*$/u

let characters: Intl.Segmenter | undefined

/** What a reader sees as one character: a letter with its accents, a family of emoji. */
export function* charactersOf(text: string): Iterable<string> {
  // A long paste is laid out anew by every key.
  if (ascii.test(text)) return yield* text
  characters ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  for (const { segment } of characters.segment(text)) yield segment
}

/** Columns of one character as `charactersOf` tells them. */
export const widthOfOne = (character: string): number => {
  if (character.length === 1 && ascii.test(character)) return 1
  if (nothing.test(character)) return 0
  return wide.test(character) ? 2 : 1
}

/** Columns of a text without line ends and tabs. */
export function widthOf(text: string): number {
  if (ascii.test(text)) return text.length
  let width = 0
  for (const character of charactersOf(text)) width += widthOfOne(character)
  return width
}

/** The end of a text that takes at most so many columns. */
export function endOfWidth(text: string, width: number): string {
  if (ascii.test(text)) return width <= 0 ? '' : text.slice(-width)
  const all = [...charactersOf(text)]
  let taken = 0
  let start = all.length
  while (start > 0) {
    taken += widthOfOne(all[start - 1] ?? '')
    if (taken > width) break
    start--
  }
  return all.slice(start).join('')
}

/** The beginning of a text that takes at most so many columns; no character is cut in two. */
export function cutToWidth(text: string, width: number): string {
  if (ascii.test(text)) return text.slice(0, Math.max(0, width))
  let taken = 0
  let end = 0
  for (const character of charactersOf(text)) {
    taken += widthOfOne(character)
    if (taken > width) break
    end += character.length
  }
  return text.slice(0, end)
}
