import type { CaseFile } from '../../suite/suite-file.ts'

const nasty = [
  String.raw`single ' double " back \ slash \\ two \n no line end`,
  'dollar $HOME ${HOME} $(pwd) `pwd` !! %PATH%',
  'tab\there, two  spaces, <tag attr="a&b">, {"json": [1, "two\\"three"]}',
  "' or 1=1 -- # not a comment */ /* nor this",
].join('\n')

/** Text that shells, JSON and templates each read in a way of their own. */
export const quoting: CaseFile = {
  id: 'tool-calling/quoting',
  task: `Create the file \`quoting.txt\`. It holds exactly the four lines between the marks, byte for byte (the third begins with \`tab\`, then a real tab), and not the marks.\n\n<<<\n${nasty}\n>>>`,
  expect: { files: { 'quoting.txt': { equals: nasty } } },
}

export const unicodeText = [
  'naïve café – Größe “quoted” … ½',
  '日本語テスト · 中文測試 · 한국어',
  'مرحبا بالعالم · שלום',
  'e\u0301 is not \u00e9 · 👩‍💻 🇩🇪 · a\u200bb',
].join('\n')

/** Letters outside ASCII in a path and in a text, none of them normalized. */
export const unicode: CaseFile = {
  id: 'tool-calling/unicode',
  task: `Copy \`quelle.txt\` to \`ausgabe/größe-日本.txt\`. The copy holds the same characters, code point for code point: nothing is normalized, nothing is left out. Leave \`quelle.txt\` as it is, and use no command of the shell.`,
  files: { 'quelle.txt': `${unicodeText}\n` },
  expect: {
    files: {
      'ausgabe/größe-日本.txt': { equals: unicodeText },
      'quelle.txt': { unchanged: true },
    },
  },
  trajectory: [{ not_used: 'shell' }],
}

/** What the long argument is: a line for each of 240 numbers. */
export const squares = Array.from(
  { length: 240 },
  (_, index) => `${index + 1} squared is ${(index + 1) ** 2}.`,
).join('\n')

/** One argument of several thousand characters, written by the model itself. */
export const longArgument: CaseFile = {
  id: 'tool-calling/long-argument',
  task: 'Write `squares.txt` with one call of `write_file`, and no command: 240 lines, the first `1 squared is 1.`, the second `2 squared is 4.`, and so on to `240 squared is 57600.`',
  expect: { files: { 'squares.txt': { equals: squares } } },
  trajectory: [
    { not_used: 'shell' },
    { count: { tool: 'write_file', status: 'done', max: 1, min: 1 } },
  ],
}
