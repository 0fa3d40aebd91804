import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { visiblePrograms } from './visible-programs.ts'

function home(...folders: string[]): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'home-')))
  for (const folder of folders) mkdirSync(join(path, folder), { recursive: true })
  return path
}

test('programs of PATH are read with the libraries beside them, and nothing else of a home', () => {
  const here = home(
    '.node/v1/bin',
    '.node/v1/lib',
    '.node/v1/secrets',
    '.cargo/bin',
    '.cargo/registry',
  )
  const path = `relative:${here}/.node/v1/bin:/usr/bin:${here}/gone/bin`
  expect(visiblePrograms(path, [here]).toSorted()).toEqual([
    `${here}/.cargo/bin`,
    `${here}/.node/v1/bin`,
    `${here}/.node/v1/lib`,
  ])
})

test('a home is never read as a whole, whatever PATH says', () => {
  const here = home('bin', 'lib')
  symlinkSync(here, join(here, 'me'))
  expect(visiblePrograms(`${here}/bin:${here}:${here}/me`, [here])).toEqual([`${here}/bin`])
})
