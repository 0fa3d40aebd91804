import type { printParseErrorCode } from 'jsonc-parser'

type Name = ReturnType<typeof printParseErrorCode>

const sentences: Record<Name, string> = {
  InvalidSymbol:
    'Expected JSON here: a key or a text in double quotes, a number, true, false, null or a bracket.',
  InvalidNumberFormat: 'Expected a number as JSON writes it: 12, -3, 0.5.',
  PropertyNameExpected: 'Expected a key in double quotes, or }.',
  ValueExpected: 'Expected a value.',
  ColonExpected: 'Expected a colon between a key and its value.',
  CommaExpected: 'Expected a comma.',
  CloseBraceExpected: 'Expected a comma or }.',
  CloseBracketExpected: 'Expected a comma or ].',
  EndOfFileExpected: 'Expected the end: one map is all a configuration has.',
  InvalidCommentToken: 'Expected no comment here.',
  UnexpectedEndOfComment: 'Expected */ at the end of this comment.',
  UnexpectedEndOfString: 'Expected " at the end of this text, on its line.',
  UnexpectedEndOfNumber: 'Expected a digit.',
  InvalidUnicode: String.raw`Expected four digits after \u: \u00e9.`,
  InvalidEscapeCharacter: String.raw`Expected a character that may follow a backslash: " \ / b f n r t u.`,
  InvalidCharacter: String.raw`Expected no control character in a text. Write \t or \n.`,
  '<unknown ParseErrorCode>': 'This is not JSON.',
}

/** What was expected where a text stops being JSON. Nothing of the text stands in it. */
export const expectedOf = (name: Name): string => sentences[name]
