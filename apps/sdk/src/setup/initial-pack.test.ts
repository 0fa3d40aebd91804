import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { initialPack } from './initial-pack.ts'

// Loading them from sources takes longer than a task waits for a look.
beforeAll(() => Promise.all([import('@harness/context'), import('@harness/tools')]))

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-pack-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function packOf(files: readonly string[]): Promise<string> {
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), 'export const orchard = 1\n')
  }
  return initialPack('where is the orchard?', { folder, mayRead: async () => true, options: {} })
}

it('shows files of the folder, and nothing that others wrote or that is hidden', async () => {
  const shown = await packOf([
    'src/a.js',
    'node_modules/b/b.js',
    'lib/node_modules/c.js',
    '.d/d.js',
  ])
  expect(shown).toContain('src/a.js')
  expect(shown).not.toMatch(/node_modules|\.d\//)
})

it('is empty where others wrote everything', async () => {
  expect(await packOf(['node_modules/b/b.js'])).toBe('')
})
