import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSuite } from './load-suite.ts'

interface Folder extends Disposable {
  path: string
}

function folderWith(files: Readonly<Record<string, string>>): Folder {
  const path = mkdtempSync(join(tmpdir(), 'suites-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), text)
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

const value = {
  name: 'sums',
  cases: [{ id: 'one', task: 'Add.', workspace: 'fixture', expect_contains: '4' }],
}
const yaml = `
name: sums
cases:
  - id: one
    task: Add.
    workspace: fixture
    expect_contains: "4"
`

test.each([
  ['suite.json', `\uFEFF${JSON.stringify(value)}`],
  ['suite.yaml', yaml],
  ['suite.YML', yaml],
  [
    'suite.ts',
    `const name: string = 'sums'\nexport default { name, cases: ${JSON.stringify(value.cases)} }`,
  ],
  ['suite.mjs', `export default async () => (${JSON.stringify(value)})`],
])('%s is read', async (name, text) => {
  using folder = folderWith({ [name]: text, 'fixture/a.txt': 'a' })
  const source = join(folder.path, name)
  const loaded = await loadSuite(source)
  expect(loaded).toMatchObject({ file: value, folder: folder.path, source })
  expect(loaded.suite.cases[0]).toMatchObject({ id: 'one', workspace: 'fixture', repeats: 1 })
})

const bomb = `a: &a [x,x,x,x,x,x,x,x,x]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
name: *c
`

test.each([
  ['a.json', '{"name": "x",}', 'it is no JSON'],
  ['a.yaml', 'name: x\ncases:\n  - id: a\n   task: b\n', 'line 4, column 1'],
  ['a.yaml', 'name: x\nname: y\n', 'line 2, column 1: Map keys must be unique'],
  ['a.yaml', 'name: !secret x\n', 'line 1, column 7'],
  ['a.yaml', 'name: *nobody\n', 'nobody'],
  ['a.yaml', bomb, 'alias'],
  ['a.yaml', '', 'must be a map of keys and values'],
  ['a.toml', '', '.json, .yaml, .yml, .ts'],
  ['a.mjs', 'export const suite = 1', 'has no default export'],
  ['b.mjs', 'throw new Error("mine")', 'failed as it was loaded: Error: mine'],
  [
    'c.mjs',
    'export default () => { throw new Error("made") }',
    'failed as it was loaded: Error: made',
  ],
  ['a.json', JSON.stringify({ ...value, cases: [] }), 'suite › cases: must not be empty'],
])('%s that says %j is refused with its name: %s', async (name, text, words) => {
  using folder = folderWith({ [name]: text })
  const loading = loadSuite(join(folder.path, name))
  await expect(loading).rejects.toMatchObject({ name: 'EvalsError', code: 'bad_suite' })
  await expect(loading).rejects.toThrow(words)
  await expect(loading).rejects.toThrow(join(folder.path, name))
})

test.each([
  ['a.ts', 'export default {\n  name: }\n', 'a.ts, line 2'],
  ['b.mjs', '\nthrow new Error("mine")', 'b.mjs, line 2'],
  ['c.mjs', 'import "./d.mjs"', 'd.mjs, line 3'],
])('of a module that fails, %s, the line is told', async (name, text, words) => {
  using folder = folderWith({ [name]: text, 'd.mjs': '\n\nthrow new Error("below")' })
  await expect(loadSuite(join(folder.path, name))).rejects.toThrow(words)
})

test('a file that is not there, and a folder, are told', async () => {
  using folder = folderWith({})
  await expect(loadSuite(join(folder.path, 'a.json'))).rejects.toThrow('there is no such file')
  await expect(loadSuite(folder.path)).rejects.toThrow('it is a folder')
})

test('all workspaces that are missing are told at once', async () => {
  const [one] = value.cases
  const cases = [
    one,
    { ...one, id: 'two', workspace: 'gone' },
    { ...one, id: 'three', workspace: 'a.json' },
  ]
  using folder = folderWith({ 'a.json': JSON.stringify({ ...value, cases }) })
  await expect(loadSuite(join(folder.path, 'a.json'))).rejects.toThrow(
    [
      'has 3 faults:',
      `  case "one" › workspace: ${join(folder.path, 'fixture')} is not there`,
      `  case "two" › workspace: ${join(folder.path, 'gone')} is not there`,
      `  case "three" › workspace: ${join(folder.path, 'a.json')} is no folder`,
    ].join('\n'),
  )
})
