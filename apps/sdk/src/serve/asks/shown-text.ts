import { exactText } from '../../drive/exact-text.ts'

/**
 * What will happen, as a person must see it before they allow it: every character that a screen would act on or not show
 * stands there by its number, such as `\u{202E}`. Line ends and tabs stay; of a text longer than `most` its middle is left
 * out, and said to be.
 */
export function shownText(text: string, most: number): string {
  if (text.length <= most) return exactText(text)
  const head = Math.ceil((most * 3) / 4)
  const tail = most - head
  const cut = `[… ${text.length - most} characters are not shown here …]`
  return `${exactText(text.slice(0, head))}\n${cut}\n${exactText(text.slice(-tail))}`
}

/** The same on one line. */
export const shownLine = (text: string, most: number): string => {
  const seen = text.slice(0, most * 4)
  const line = exactText(seen.replaceAll(/\s+/gu, ' ').trim())
  const isWhole = line.length <= most && text.slice(seen.length).trim() === ''
  return isWhole ? line : `${line.slice(0, most - 1)}…`
}
