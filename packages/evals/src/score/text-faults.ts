import { listed, type TextCheck } from '../suite/text-check.ts'
import { oneLine, quoted } from './one-line.ts'

/** Characters of a text in which a regular expression of a suite is looked for. */
const searchedCharacters = 256 * 1024

/** What of a check does not hold of a text; empty where all does. */
export function textFaults(text: string, check: TextCheck): string[] {
  const { contains, not_contains: without, regex, equals } = check
  return [
    ...listed(contains)
      .filter((one) => !text.includes(one))
      .map((one) => `does not hold ${quoted(one)}`),
    ...listed(without)
      .filter((one) => text.includes(one))
      .map((one) => `holds ${quoted(one)}`),
    ...(regex !== undefined && !isFound(regex, text)
      ? [`does not match /${oneLine(regex)}/mu`]
      : []),
    ...(equals !== undefined && plain(text) !== plain(equals) ? [`is not ${quoted(equals)}`] : []),
  ]
}

const isFound = (regex: string, text: string): boolean =>
  new RegExp(regex, 'mu').test(text.slice(0, searchedCharacters))

/** White space at the end and the kind of line ends do not count. */
const plain = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trimEnd()

/** The texts that are not in it, whatever their case; the same on every machine. */
export function missingTexts(text: string, wanted: readonly string[]): string[] {
  const folded = foldedCase(text)
  return wanted.filter((one) => !folded.includes(foldedCase(one)))
}

/** First to small letters: a capital I with a dot is one letter then, and the two small sigmas become one capital. */
const foldedCase = (text: string): string => text.toLowerCase().toUpperCase()
