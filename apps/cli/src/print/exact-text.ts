/**
 * What will happen, as a person must see it before they allow it: every character that a terminal would act on or not show
 * stands there by its number, such as `\u{202E}`. Line ends and tabs stay.
 */
export const exactText = (text: string): string =>
  text.replaceAll('\r\n', '\n').replaceAll(hidden, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `\\u{${code.toString(16).toUpperCase()}}`
  })

/** Controls, what turns the direction of writing, what has no width, tags, variation selectors, lone surrogates, odd line ends. */
const hidden =
  /(?![\n\t])(?:[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|\u{115F}|\u{1160}|\u{3164}|\u{FFA0}|[\u{FE00}-\u{FE0E}])/gu
