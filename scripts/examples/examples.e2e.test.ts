// The examples run in a clone as their heads say, offline.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, it, test } from 'vitest'

import { exampleFiles, examples, examplesFolder, missingFrom } from './examples.ts'
import { runProgram } from './run-program.ts'

const home = mkdtempSync(join(tmpdir(), 'examples-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('every file is known here and listed in the README', () => {
  const files = exampleFiles()
  expect(files).toEqual(examples.map(({ file }) => file).toSorted())
  const readme = readFileSync(join(examplesFolder, 'README.md'), 'utf8')
  for (const file of files) expect(readme).toContain(`| [${file.replace(/(?<=\/).*/, '')}](`)
})

describe.each(examples)('$file', (example) => {
  it('does what it says', async () => {
    const { code, output } = await runProgram(['node', example.file], { cwd: examplesFolder, home })
    expect({ code, missing: missingFrom(output, example.prints), output }).toEqual({
      code: 0,
      missing: undefined,
      output,
    })
  })

  it('says at its head how it is run', () => {
    const text = readFileSync(join(examplesFolder, example.file), 'utf8')
    expect(text).toMatch(/^\/\/ \S.*\n\/\/\n\/\/ {3}node /)
    expect(text).toContain(`//   node ${example.file}`)
  })
})
