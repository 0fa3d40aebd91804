/**
 * What will happen, as a person must see it before they allow it: every character that a screen would act on or not show
 * stands there by its number, such as `\u{202E}`. Line ends and tabs stay.
 */
export const exactText = (text: string): string =>
  text.replaceAll('\r\n', '\n').replaceAll(hidden, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `\\u{${code.toString(16).toUpperCase()}}`
  })

/** Controls, what turns the direction of writing, what no font shows, lone surrogates, odd line ends, the blank of Braille. */
const hidden =
  /(?![\n\t])(?:(?!\u{FE0F})\p{Default_Ignorable_Code_Point}|[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|\u{2800})/gu
