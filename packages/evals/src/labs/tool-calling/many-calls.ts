import type { CaseFile } from '../../suite/suite-file.ts'

const names = 'amber birch cedar delta ember fjord grove heath islet joist knoll larch'.split(' ')

/** What each of the twelve files is to hold, by its path. */
export const cards: Readonly<Record<string, string>> = Object.fromEntries(
  names.map((name, index) => [
    `cards/${name}.md`,
    `# ${name}\n\nnumber: ${(index * 7919 + 104729) % 9973}\n`,
  ]),
)

/** Many small calls, none of which may be forgotten. */
export const twelveFiles: CaseFile = {
  id: 'tool-calling/twelve-files',
  task: 'For each row of `parts.csv` write a file `cards/<name>.md` with the tool `write_file`: a heading `# <name>`, an empty line, and the line `number: <number>`. Do not use the shell.',
  files: {
    'parts.csv': `name,number\n${names.map((name) => `${name},${/\d+/.exec(cards[`cards/${name}.md`] ?? '')?.[0]}`).join('\n')}\n`,
  },
  expect: {
    files: Object.fromEntries(Object.entries(cards).map(([path, equals]) => [path, { equals }])),
  },
  trajectory: [{ count: { tool: 'write_file', status: 'done', min: 12 } }, { not_used: 'shell' }],
}

const stations = ['start', 'mill', 'lock', 'weir', 'ford', 'ferry', 'quay', 'lamp']

/** The file that each station of the chain is in: only the one before names it. */
export const chain: readonly string[] = stations.map(
  (name, index) => `stations/${name}-${(index * 37 + 11) % 89}.txt`,
)

/** Calls that each need the result of the one before. */
export const pointerChain: CaseFile = {
  id: 'tool-calling/pointer-chain',
  task: `Begin at \`${chain[0]}\`: each file names the next one, and the last one holds a word. Write the word alone into \`word.txt\`. Read the files one after the other with \`read_file\`; do not search, and do not use the shell.`,
  files: Object.fromEntries(
    chain.map((path, index) => [
      path,
      index + 1 < chain.length ? `next: ${chain[index + 1]}\n` : 'word: halyard\n',
    ]),
  ),
  expect: { files: { 'word.txt': { equals: 'halyard' } } },
  trajectory: [
    { count: { tool: 'read_file', status: 'done', min: chain.length } },
    { not_used: ['shell', 'search'] },
  ],
}

const meters = [318, 47, 1209, 86, 555, 702, 13, 94]

/** The files that are to be read side by side. */
export const meterFiles: readonly string[] = meters.map((_, index) => `meters/m${index + 1}.txt`)
export const meterSum = meters.reduce((sum, value) => sum + value, 0)

/** Only a model that calls several tools in one reply stays below the bound of turns. */
export const sideBySide: CaseFile = {
  id: 'tool-calling/side-by-side',
  task: `Add up the readings of the eight files \`meters/m1.txt\` to \`meters/m8.txt\` and write the sum alone into \`sum.txt\`. You have five replies for all of it: read the files side by side, with several calls of \`read_file\` in one reply, and without the shell.`,
  files: Object.fromEntries(
    meters.map((value, index) => [`meters/m${index + 1}.txt`, `reading ${value} kWh\n`]),
  ),
  expect: { files: { 'sum.txt': { equals: String(meterSum) } } },
  trajectory: [
    { count: { tool: 'read_file', status: 'done', min: 8 } },
    { not_used: ['shell', 'search'] },
  ],
  limits: { turns: 5 },
}
