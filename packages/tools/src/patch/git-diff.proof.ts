// The promise: what git says of two folders makes of the one the other, unless a mode changes, which is refused.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { runs } from '../__fixtures__/runs.ts'
import { workshop } from '../__fixtures__/workshop.ts'
import { applyPatchTool } from './apply-patch.ts'

const count = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 40 : 400
const tool = applyPatchTool()

/** Nothing of whoever runs this: neither a configuration nor a repository. */
const env = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
}

const line = fc.constantFrom('a', 'b', 'c', '', ' ', '}', '-- x', '++ y', '@@ z', '\tß', '\\ w')
const end = fc.constantFrom('\n', '\n', '\r\n')
const lines = fc.array(fc.tuple(line, end), { maxLength: 25 })
type Lines = [string, string][]
const names = ['one.txt', 'with space', 'sub/ü "q"', 'a/b/c', 'tab\there', 'b/x'] as const
const edit = fc.record({ at: fc.nat(25), count: fc.nat(3), lines: fc.array(fc.tuple(line, end)) })
const file = fc.record({
  name: fc.constantFrom(...names),
  before: fc.option(lines),
  edits: fc.option(fc.array(edit, { maxLength: 2 })),
  isProgram: fc.boolean(),
  isEnded: fc.boolean(),
})
const ways: string[][] = [
  ['-U3'],
  ['-U1'],
  ['-U0'],
  ['--no-prefix'],
  ['--src-prefix=i/', '--dst-prefix=w/'],
  ['--no-renames'],
  ['--patience'],
]

const textOf = (all: Lines, { isEnded, isPlain }: { isEnded: boolean; isPlain: boolean }) => {
  const text = all.map(([one, ended]) => one + (isPlain ? '\n' : ended)).join('')
  return isEnded ? text : text.replace(/\r?\n$/, '')
}

function put(folder: string, name: string, text: string, isProgram: boolean) {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  chmodSync(path, isProgram ? 0o755 : 0o644)
}

const filesOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => !path.startsWith('.git') && statSync(join(folder, path)).isFile())
      .toSorted()
      .map((path) => {
        const isProgram = (statSync(join(folder, path)).mode & 0o100) !== 0
        return [path, [readFileSync(join(folder, path), 'utf8'), isProgram]]
      }),
  )

it('makes of one folder the other', { timeout: 1_800_000 }, async () => {
  let diffs = 0
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(file, { selector: ({ name }) => name, minLength: 1 }),
      fc.boolean(),
      fc.constantFrom(...ways),
      async (files, isRenamed, options) => {
        const shop = workshop()
        const repository = mkdtempSync(join(tmpdir(), 'git-'))
        const git = (...args: string[]) =>
          execFileSync('git', ['-c', 'core.autocrlf=false', ...args], {
            cwd: repository,
            encoding: 'utf8',
            env,
          })
        git('init', '-q')
        // A line that is added with nothing around it may end in either way.
        const isPlain = options.includes('-U0')
        for (const { name, before, isProgram, isEnded } of files) {
          if (!before) continue
          const text = textOf(before, { isEnded, isPlain })
          for (const folder of [repository, shop.folder]) put(folder, name, text, isProgram)
        }
        git('add', '-A')
        const tree = git('write-tree').trim()
        for (const { name, before, edits, isProgram, isEnded } of files) {
          rmSync(join(repository, name), { force: true })
          if (!edits) continue
          const after: Lines = [...(before ?? [])]
          for (const { at, count: gone, lines: fresh } of edits) after.splice(at, gone, ...fresh)
          const goal = isRenamed && name === 'one.txt' ? 'renamed/one' : name
          put(repository, goal, textOf(after, { isEnded, isPlain }), isProgram)
        }
        git('add', '-A')
        const patch = git('diff', '--cached', '-M30%', ...options, tree)
        if (patch === '') return
        diffs += 1
        const before = filesOf(shop.folder)
        const { code } = await shop.use(tool, { patch })
        // What it cannot do, it says; and does nothing.
        const isRefused = /^new mode /m.test(patch)
        expect(code).toBe(isRefused ? 'invalid_patch' : undefined)
        expect(filesOf(shop.folder)).toEqual(isRefused ? before : filesOf(repository))
        rmSync(repository, { recursive: true })
        rmSync(shop.folder, { recursive: true })
      },
    ),
    runs(count),
  )
  process.stdout.write(`git diffs: ${diffs} of ${diffs}\n`)
})
