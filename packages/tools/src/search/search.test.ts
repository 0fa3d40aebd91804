import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { globTool } from './glob.ts'
import { listFiles } from './list-files.ts'
import { listTool } from './list.ts'
import { searchTool } from './search.ts'

const shop = workshop()
shop.write('.gitignore', 'ignored/\n*.min.js\n')
shop.write('.git/config', 'needle')
shop.write('ignored/deep/a.ts', 'needle')
shop.write('src/b.ts', 'one\nneedle two\nthree\n')
shop.write('src/a.ts', 'Needle\n')
shop.write('src/lib/c.min.js', 'needle')
shop.write('src/lib/d.js', 'x\nneedle [1]\n')
shop.write('.github/workflow.yml', 'needle: 1\n')
shop.write('image.bin', new Uint8Array([0, 1, 2]))

const search = async (input: object) =>
  (await shop.use(searchTool(), { pattern: 'needle', ...input })).text

test('matches come by file, sorted, without what is ignored', async () => {
  expect(await search({})).toBe(
    [
      '.github/workflow.yml',
      '  1:needle: 1',
      'src/b.ts',
      '  2:needle two',
      'src/lib/d.js',
      '  2:needle [1]',
    ].join('\n'),
  )
})

test('a search can be narrowed and widened', async () => {
  expect(await search({ path: 'src', glob: '*.ts', ignore_case: true })).toBe(
    'src/a.ts\n  1:Needle\nsrc/b.ts\n  2:needle two',
  )
  expect(await search({ glob: 'src/lib/**' })).toBe('src/lib/d.js\n  2:needle [1]')
  expect(await search({ glob: '**' })).not.toContain('ignored')
  expect(await search({ path: 'src/b.ts', context: 1 })).toBe(
    'src/b.ts\n  1-one\n  2:needle two\n  3-three',
  )
  expect(await search({ files_only: true })).toBe('.github/workflow.yml\nsrc/b.ts\nsrc/lib/d.js')
  expect(await search({ pattern: 'absent' })).toBe('No match for absent.')
  expect(await search({ pattern: '-e' })).toBe('No match for -e.')
})

test('what is wrong with a search is told', async () => {
  expect(await shop.use(searchTool(), { pattern: '(' })).toMatchObject({ code: 'search_failed' })
  expect(await shop.use(searchTool(), { pattern: 'x', path: 'none' })).toMatchObject({
    kind: 'failed',
  })
  expect(await shop.use(searchTool({ ripgrep: '' }), { pattern: 'x' })).toMatchObject({
    code: 'no_ripgrep',
  })
})

test('files are found by their path', async () => {
  const glob = async (input: object) =>
    (await shop.use(globTool(), { pattern: '*', ...input })).text
  expect(await glob({ pattern: '**/*.{ts,js}' })).toBe('src/a.ts\nsrc/b.ts\nsrc/lib/d.js')
  expect(await glob({ pattern: '*.ts' })).toBe('src/a.ts\nsrc/b.ts')
  expect(await glob({ pattern: 'lib/*', path: 'src' })).toBe('src/lib/d.js')
  expect(await glob({ pattern: '*.py' })).toBe('No file matches *.py.')
  expect(await glob({ pattern: 'a'.repeat(501) })).toContain('not a glob')
})

test('a folder is shown as a tree', async () => {
  const list = async (input: object) => (await shop.use(listTool(), { ...input })).text
  expect(await list({})).toBe(
    [
      '.github/',
      '  workflow.yml',
      'src/',
      '  lib/ (1 files)',
      '  a.ts',
      '  b.ts',
      '.gitignore',
      'image.bin',
    ].join('\n'),
  )
  expect(await list({ path: 'src', depth: 1 })).toBe('lib/ (1 files)\na.ts\nb.ts')
})

test('answers are bounded, and say what they leave out', async () => {
  const big = workshop()
  big.write('long.txt', `${'needle '.repeat(2000)}\n`)
  for (let at = 0; at < 600; at += 1) big.write(`f${at}.txt`, `needle ${'y'.repeat(200)}\n`)
  const { text } = await big.use(searchTool(), { pattern: 'needle' })
  expect(Buffer.byteLength(JSON.stringify(text))).toBeLessThan(32 * 1024)
  expect(text).toContain('more lines: narrow the search]')
  expect(
    (await big.use(searchTool(), { pattern: 'needle', path: 'long.txt' })).text.length,
  ).toBeLessThan(400)
})

test('matches are in order of path whoever sorts them', async () => {
  const many = workshop()
  const names = ['b/a.txt', 'a/z.txt', 'a.txt', 'a/b/c.txt', 'a-b.txt', 'a/b.txt']
  for (const name of names) many.write(name, 'needle\n')
  const few = await many.use(searchTool(), { pattern: 'needle' })
  const paths = (text: string) => text.split('\n').filter((line) => !line.startsWith('  '))
  const byName = await many.use(globTool(), { pattern: '**' })
  expect(paths(few.text)).toEqual(byName.text.split('\n'))
  for (const name of names) many.write(name, `${'needle '.repeat(40)}\n`.repeat(190))
  for (let at = 0; at < 60; at += 1)
    many.write(`c/${at}.txt`, `${'needle '.repeat(40)}\n`.repeat(190))
  const much = await many.use(searchTool(), { pattern: 'needle' })
  expect(paths(much.text)[0]).toBe(byName.text.split('\n')[0])
  expect(much.text).toContain('more lines: narrow the search]')
})

test('the files of a folder are listed for others', async () => {
  const files: string[] = []
  const { signal } = new AbortController()
  for await (const file of listFiles(shop.folder, signal)) files.push(file)
  expect(files).toEqual([
    '.github/workflow.yml',
    '.gitignore',
    'image.bin',
    'src/a.ts',
    'src/b.ts',
    'src/lib/d.js',
  ])
  await expect(listFiles(shop.folder, AbortSignal.abort('stop')).next()).rejects.toBe('stop')
})

test('an aborted search ends', async () => {
  const tool = searchTool()
  const prepared = await shop.prepare(tool, { pattern: 'x' })
  const context = { ...shop.context, signal: AbortSignal.abort('cancel') }
  expect(await tool.run({ pattern: 'x' }, prepared, context)).toMatchObject({ code: 'cancelled' })
})
