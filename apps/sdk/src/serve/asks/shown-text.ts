/**
 * What will happen, as a person must see it before they allow it: every character that a screen would act on or not show
 * stands there by its number, such as `\u{202E}`. Line ends and tabs stay; of a text longer than `most` its middle is left
 * out, and said to be.
 */
export function shownText(text: string, most: number): string {
  if (text.length <= most) return exact(text)
  const head = Math.ceil((most * 3) / 4)
  const tail = most - head
  const cut = `[… ${text.length - most} characters are not shown here …]`
  return `${exact(text.slice(0, head))}\n${cut}\n${exact(text.slice(-tail))}`
}

/** The same on one line. */
export const shownLine = (text: string, most: number): string => {
  const line = exact(
    text
      .slice(0, most * 4)
      .replaceAll(/\s+/gu, ' ')
      .trim(),
  )
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`
}

const exact = (text: string): string =>
  text.replaceAll('\r\n', '\n').replaceAll(hidden, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `\\u{${code.toString(16).toUpperCase()}}`
  })

/** Controls, what turns the direction of writing, what has no width, tags, variation selectors, lone surrogates, odd line ends. */
const hidden =
  /(?![\n\t])(?:[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|\u{115F}|\u{1160}|\u{3164}|\u{FFA0}|[\u{FE00}-\u{FE0E}])/gu
