// Text of models, tools and files as a page may show it: nothing in it is invisible, turns the direction of writing, or is
// refused by a parser of HTML.

const escape = String.fromCharCode(0x1b)

/** Colours, movements and character sets of terminals (ECMA-48): what holds no words. Of titles and links all is shown. */
const sequences = new RegExp(String.raw`${escape}(?:\[[0-?]*[ -/]*[@-~]|[ -/]+[0-~])`, 'g')

const unseen = /[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/gu

/** The joiners of emoji and of Persian, line ends and tabs. */
const kept = new Set(['\n', '\t', '\u200c', '\u200d'])

export function cleanText(text: string): string {
  const lines = text.toWellFormed().replaceAll(sequences, '').replaceAll(/\r\n?/g, '\n')
  return lines.replaceAll(unseen, named)
}

/** Controls have pictures; of the rest the number is told. */
function named(character: string): string {
  if (kept.has(character)) return character
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return `⟦U+${code.toString(16).toUpperCase().padStart(4, '0')}⟧`
}
