import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { runs } from '../../__fixtures__/runs.ts'
import { readGitConfig, type GitSetting } from './read-git-config.ts'

const folder = mkdtempSync(join(tmpdir(), 'git-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What git itself makes of a text; undefined where it refuses it. */
function gitReads(text: string) {
  const file = join(folder, 'config')
  writeFileSync(file, text)
  try {
    const options = { encoding: 'utf8', stdio: 'pipe' } as const
    const list = execFileSync('git', ['config', '--file', file, '--null', '--list'], options)
    return list
      .split('\0')
      .slice(0, -1)
      .map((one) => {
        const at = one.indexOf('\n')
        return at === -1
          ? { key: one, value: 'true' }
          : { key: one.slice(0, at), value: one.slice(at + 1) }
      })
  } catch (error) {
    if (error instanceof Error && 'status' in error) return undefined
    throw error
  }
}

const rows = [
  '[core] fsmonitor = x',
  '[Core]\n\tFSMonitor=x # y',
  '[filter "a.B \\"c\\\\"]\n\tclean = "a  b" c \\\n  d;e\n\tsmudge',
  '[filter.A]clean=\\\n x\r\n',
  '\u{feff}[a]\n b = " #" \\t\\" ',
  '[a]\nb = "x\n',
  '[a]\nb = \\x\n',
  '[a "b]\nc = d',
  '[a]\nb c = d',
  '[a]\n\u{a0}b = c',
  '[a]\nb =\u{a0}c\u{a0}',
]

/** Older versions make every space of a value a plain one. */
const even = (settings?: readonly GitSetting[]) =>
  settings?.map(({ key, value }) => ({ key, value: value.replaceAll(/[\t\r]/gu, ' ') }))

test.each(rows)('is read as git reads it: %j', (text) => {
  expect(readGitConfig(text)).toEqual(gitReads(text))
})

const pieces = [
  ...Array.from('[]"\\\n \t=#;.-aB0é\r'),
  '\r\n',
  '[core]',
  '[a "b"]',
  '[filter.X]',
  'key = value',
  '\nk',
  ' = "',
  '\\\n',
  '\\"',
]
const begins = ['', '[x]\n', '[x]\nk =', '[x]\nk = "', '[x "']

test('whatever stands there, what git reads is read', () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((all) => all.join(''))
  let read = 0
  fc.assert(
    fc.property(text, fc.constantFrom(...begins), (drawn, begin) => {
      const whole = `${begin}${drawn}`
      const ours = readGitConfig(whole)
      // To refuse more than git does is safe: then it is asked about.
      if (!ours) return
      expect(even(ours)).toEqual(even(gitReads(whole)))
      read += ours.length
    }),
    runs(400),
  )
  expect(read).toBeGreaterThan(40)
})
