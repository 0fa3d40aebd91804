import { stripVTControlCharacters } from 'node:util'

/**
 * Text from a model, a tool or a file, as a terminal may show it: nothing in it can move the cursor, change a title or
 * turn the direction of writing. Line ends and tabs stay.
 */
export function plainText(text: string): string {
  const plain = stripVTControlCharacters(text.replaceAll('\r\n', '\n'))
  for (const character of plain) {
    if (isUnsafe(character)) return Array.from(plain, shown).join('')
  }
  return plain
}

/** The same in one line. */
export const plainLine = (text: string): string => plainText(text).replaceAll(/\s+/g, ' ').trim()

const shown = (character: string) => (isUnsafe(character) ? replacementOf(character) : character)

/** What turns the direction of writing is shown to be there; the rest says nothing to a reader. */
const replacementOf = (character: string) => (isBidirectional(character) ? '\u{FFFD}' : '')

function isUnsafe(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return code !== 0x0a && code !== 0x09
  return (code >= 0x7f && code <= 0x9f) || isBidirectional(character)
}

function isBidirectional(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    [0x200e, 0x200f, 0x061c].includes(code)
  )
}
