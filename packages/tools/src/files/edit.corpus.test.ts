// Replacements as the tests of other programs have them. The corpora are no part of this project.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { editTool } from './edit.ts'
import { multiEditTool } from './multi-edit.ts'

const corpora = process.env['HARNESS_CORPORA']

const rows = <Row>(name: string): Row[] =>
  readFileSync(join(corpora ?? '', 'edit', name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

interface Replacement {
  test: string
  before: string
  old: string
  new: string
  replaceAll: boolean
  expect: { after?: string; error?: boolean }
  exactOccurrences: number
}

test.skipIf(!corpora)('exact replacements are done, others refused or done right', async () => {
  const wrong: string[] = []
  const counts = { exact: 0, refused: 0, right: 0 }
  for (const row of rows<Replacement>('str-replace.jsonl')) {
    const shop = workshop()
    shop.write('f', row.before)
    shop.show('f')
    const input = { path: 'f', old_string: row.old, new_string: row.new }
    await shop.use(editTool(), { ...input, replace_all: row.replaceAll })
    const after = shop.read('f')
    const isExact = row.exactOccurrences === 1 && row.expect.after !== undefined
    if (isExact) counts.exact += 1
    else if (after === row.before) counts.refused += 1
    else counts.right += 1
    const isRight = after === row.expect.after || (!isExact && after === row.before)
    if (!isRight) wrong.push(row.test)
  }
  expect(wrong).toEqual([])
  process.stdout.write(`str-replace: ${JSON.stringify(counts)}\n`)
})

interface Blocks {
  test: string
  before: string
  diff: string
  expect: { after?: string }
}

/** The blocks of another program, which are whole lines, as edits. */
const editsOf = (diff: string) =>
  [...diff.matchAll(/<<<<<<< SEARCH\n(?:-+\n)?([\s\S]*?)=======\n([\s\S]*?)>>>>>>> REPLACE/g)].map(
    ([, old_string = '', new_string = '']) => ({ path: 'f', old_string, new_string }),
  )

test.skipIf(!corpora)('blocks of search and replace are done right, or refused', async () => {
  const wrong: string[] = []
  const counts = { exact: 0, refused: 0, right: 0 }
  for (const row of rows<Blocks>('search-replace-blocks.jsonl')) {
    const shop = workshop()
    shop.write('f', row.before)
    shop.show('f')
    const edits = editsOf(row.diff)
    await shop.use(multiEditTool(), { edits })
    const after = shop.read('f')
    const isExact = edits.length === 1 && row.before.split(edits[0]?.old_string ?? '').length === 2
    if (after === row.expect.after) counts[isExact ? 'exact' : 'right'] += 1
    else if (after === row.before && !isExact) counts.refused += 1
    else wrong.push(row.test)
  }
  expect(wrong).toEqual([])
  process.stdout.write(`search-replace-blocks: ${JSON.stringify(counts)}\n`)
})
