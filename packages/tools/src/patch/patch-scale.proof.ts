// The promise: a patch takes time by its length and the file's, whatever is in them.
import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { applyPatchTool } from './apply-patch.ts'

const tool = applyPatchTool()
const codex = (hunks: readonly string[]) =>
  ['*** Begin Patch', '*** Update File: big.txt', ...hunks, '*** End Patch'].join('\n')
const times = (count: number, of: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => of(at))

/** What takes the square of it takes minutes. */
const soon = 15_000

const marked = times(250_000, (at) => (at % 25 === 0 ? `mark ${at}` : 'the same line of text'))
const cases: [name: string, file: string, patch: string][] = [
  [
    'ten thousand hunks in five megabytes that are much alike',
    marked.join('\n'),
    codex(times(10_000, (at) => `@@\n-mark ${at * 25}\n+MARK\n the same line of text `)),
  ],
  [
    'ten thousand hunks where every line is the same',
    'a\n'.repeat(2_500_000),
    codex(times(10_000, () => '@@ a\n a \n-a\n+b')),
  ],
  [
    'ten thousand hunks with an empty line behind them that the file has not',
    'a\n\n'.repeat(1_600_000),
    codex(times(10_000, () => '@@\n a\n-\n+b\n')),
  ],
  [
    'ten thousand hunks whose lines stand everywhere, but not together as they are written',
    'x\ny \n'.repeat(600_000) + 'y\n'.repeat(600_000),
    codex(times(10_000, () => '@@\n x\n-y\n+z')),
  ],
  [
    'a long hunk of which almost all stands in many places',
    `${'a\n'.repeat(1_200_000)}b\n${'a\n'.repeat(1_200_000)}c\n`,
    codex(['@@', ...times(600_000, () => ' a'), '-c', '+d']),
  ],
  [
    'a diff with ten thousand hunks',
    'a\n'.repeat(2_500_000),
    `--- big.txt\n+++ big.txt\n${times(10_000, (at) => `@@ -${at * 250 + 1},2 +${at * 250 + 1},2 @@\n a\n-a\n+b\n`).join('')}`,
  ],
  [
    'one line of five megabytes of blanks',
    `${' '.repeat(5_000_000)}x\nold\n`,
    codex(['@@', '- old', '+new']),
  ],
]

test.each(cases)('%s take seconds', async (_, file, patch) => {
  const shop = workshop()
  shop.write('big.txt', file)
  const from = performance.now()
  const { kind, text } = await shop.use(tool, { patch })
  expect([kind, text]).toEqual(['done', 'Applied: M big.txt.'])
  expect(performance.now() - from).toBeLessThan(soon)
})
