import type { CaseFile } from '../../suite/suite-file.ts'

const manifest = {
  name: 'tide-gauge',
  version: '3.7.1',
  licence: 'MIT',
  maintainers: ['ops', 'water'],
}

/** The answer is an object alone: no prose, no fence. */
export const objectAnswer: CaseFile = {
  id: 'json-text/object-answer',
  task: 'Read `manifest.txt` with `read_file`. Your last answer is one JSON object on one line and nothing else (no fence, no word before or after, no spaces between its parts), with the keys `name`, `version` and `maintainers` (how many there are, as a number), in this order. If you end with the tool `finish`, its summary is that object.',
  files: {
    'manifest.txt': `name: ${manifest.name}\nversion: ${manifest.version}\nlicence: ${manifest.licence}\nmaintainers: ${manifest.maintainers.join(', ')}\n`,
  },
  expect: { answer: { equals: '{"name":"tide-gauge","version":"3.7.1","maintainers":2}' } },
  trajectory: [{ used: 'read_file' }],
}

/** Strings that need escapes, in an answer that is JSON alone. */
export const escapedAnswer: CaseFile = {
  id: 'json-text/escaped-answer',
  task: String.raw`Read ${'`'}lines.txt${'`'} with ${'`'}read_file${'`'}. Your last answer is one JSON array on one line and nothing else, without spaces outside of strings: the three lines of the file, in order, as strings. Escape only what JSON demands, in its short form: ${'`'}\"${'`'}, ${'`'}\\${'`'}, ${'`'}\t${'`'}. If you end with the tool ${'`'}finish${'`'}, its summary is that array.`,
  files: { 'lines.txt': 'C:\\new\\table\nshe said "no"\na\tb\n' },
  expect: { answer: { equals: String.raw`["C:\\new\\table","she said \"no\"","a\tb"]` } },
  trajectory: [{ used: 'read_file' }],
}
