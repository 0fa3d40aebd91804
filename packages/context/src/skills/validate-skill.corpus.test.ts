// Skills of public repositories with the verdicts of the reference validator. The corpora are no part of this project.
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parseSkill } from './parse-skill.ts'
import { validateSkill } from './validate-skill.ts'

const corpora = process.env['HARNESS_CORPORA']

interface Row {
  path: string
  errors: string[]
  content: string
}

const rows = (): Row[] =>
  readFileSync(join(corpora ?? '', 'skills/reference-verdicts.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** What a YAML parser says is its own. */
const plain = (errors: readonly string[]) =>
  errors.map((error) => error.replace(/^(Invalid YAML in frontmatter): [^]*/, '$1'))

test.skipIf(!corpora)('skills are judged as the reference judges them, in its words', async () => {
  const judged = rows()
  expect(judged.length).toBeGreaterThan(0)
  for (const { path, errors, content } of judged) {
    const folderName = basename(dirname(path))
    const found = await validateSkill({ text: content, folderName })
    expect([path, plain(found)]).toEqual([path, plain(errors)])
  }
})

test.skipIf(!corpora)('every skill of which somebody could know what it is is read', () => {
  for (const { path, errors, content } of rows()) {
    const place = { path, folder: dirname(path), source: 'corpus', within: '/' }
    const { skill, faults } = parseSkill(content, place)
    const isLost = errors.some((error) => /^Invalid YAML|: description$/.test(error))
    expect([path, skill === undefined]).toEqual([path, isLost])
    if (errors.length === 0) expect([path, faults]).toEqual([path, []])
  }
})
