// Text of models, tools and files as a page may show it: nothing in it is invisible, turns the direction of writing, or is
// refused by a parser of HTML.

const [escape, bell] = [String.fromCharCode(0x1b), String.fromCharCode(0x07)]

/** Colours, movements, titles and links of terminals (ECMA-48). */
const sequences = new RegExp(
  [
    String.raw`${escape}\[[0-?]*[ -/]*[@-~]`,
    String.raw`${escape}[\]PX^_][^${bell}${escape}]*(?:${bell}|${escape}\\)?`,
    String.raw`${escape}[ -/]*[0-~]`,
  ].join('|'),
  'g',
)

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
