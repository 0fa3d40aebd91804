import { execFileSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Json, Tool } from '@harness/kernel'
import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { globTool } from './glob.ts'
import { listFiles } from './list-files.ts'
import { listTool } from './list.ts'
import { findRipgrep, runRipgrep } from './ripgrep.ts'
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

test('what there was no room for is counted, where all of it was found', async () => {
  const many = workshop()
  for (let at = 0; at < 2000; at += 1) many.write(`f${at}.txt`, `needle ${'y'.repeat(200)}\n`)
  const { text } = await many.use(searchTool(), { pattern: 'needle' })
  const shown = text.split('\n').filter((line) => line.startsWith('  ')).length
  expect(text).toContain(`[${2000 - shown} more lines: narrow the search]`)
  const files = await many.use(searchTool(), { pattern: 'needle', files_only: true })
  const paths = files.text.split('\n')
  expect(files.text).toBe(paths.toSorted().join('\n'))
  expect(paths).toHaveLength(2000)
})

test('no file fills the answer alone, and the one that would is told', async () => {
  const one = workshop()
  one.write('a.txt', 'needle\n'.repeat(201))
  one.write('b.txt', 'needle\n'.repeat(200))
  const lines = (await one.use(searchTool(), { pattern: 'needle', context: 1 })).text.split('\n')
  expect(lines).toHaveLength(1 + 200 + 1 + 1 + 200)
  expect(lines[201]).toBe('  [more matches in this file]')
})

test('a folder that cannot be read leaves the others to be found', async () => {
  const half = workshop()
  half.write('a.txt', 'needle\n')
  const ripgrep = half.write('.git/rg', '')
  const program = await findRipgrep()
  // Ends as ripgrep does where a folder is not its user's.
  const script = `#!/bin/sh\n${program} "$@"\necho "rg: ./secret: Permission denied" >&2\nexit 2\n`
  writeFileSync(ripgrep, script, { mode: 0o755 })
  chmodSync(ripgrep, 0o755)
  const told = '\n[left out: rg: ./secret: Permission denied]'
  const use = async (tool: Tool, input: Json) => (await half.use(tool, input)).text
  const options = { ripgrep }
  expect(await use(searchTool(options), { pattern: 'needle' })).toBe(`a.txt\n  1:needle${told}`)
  expect(await use(globTool(options), { pattern: '*.txt' })).toBe(`a.txt${told}`)
  expect(await use(listTool(options), {})).toBe(`a.txt${told}`)
  expect(await half.use(searchTool(options), { pattern: 'no' })).toMatchObject({
    code: 'search_failed',
  })
  const files: string[] = []
  const { signal } = new AbortController()
  for await (const file of listFiles(half.folder, signal, options)) files.push(file)
  expect(files).toEqual(['a.txt'])
})

test('a pipe in the place of .gitignore is not waited for without an end', async () => {
  const piped = workshop()
  piped.write('a.txt', 'needle\n')
  execFileSync('mkfifo', [join(piped.folder, '.gitignore')])
  const program = (await findRipgrep()) ?? ''
  const { signal } = new AbortController()
  const run = {
    program,
    args: ['--files', '.'],
    cwd: piped.folder,
    signal,
    separator: '\n',
  } as const
  expect(await runRipgrep({ ...run, take: () => true, timeoutMs: 300 })).toMatchObject({
    code: 'timeout',
    message: expect.stringContaining('300 ms'),
  })
})

test('files that hold secrets are left out, unless one is named itself', async () => {
  const one = workshop()
  for (const path of ['.env', 'config/.env', 'src/a.ts']) one.write(path, 'needle\n')
  const tool = searchTool({ isSecret: (path) => path.endsWith('.env') })
  const look = async (input: Readonly<Record<string, string>>) =>
    (await one.use(tool, { pattern: 'needle', files_only: true, ...input })).text
  expect(await look({})).toBe('src/a.ts')
  expect(await look({ path: 'config' })).toBe('No match for needle.')
  expect(await look({ glob: '.env' })).toBe('No match for needle.')
  expect(await look({ path: '.env' })).toBe('.env')
})

test('what .gitignore names is left out where there is no repository, too', async () => {
  const plain = workshop()
  plain.write('.gitignore', 'built/\n')
  plain.write('built/a.txt', 'needle')
  plain.write('b.txt', 'needle')
  expect((await plain.use(globTool(), { pattern: '*.txt' })).text).toBe('b.txt')
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

test('a file may be named in place of a folder, and what is missing is told', async () => {
  expect(await search({ path: 'src/b.ts', glob: '*.ts' })).toBe('src/b.ts\n  2:needle two')
  expect((await shop.use(globTool(), { pattern: '*', path: 'src/b.ts' })).text).toBe('src/b.ts')
  expect((await shop.use(listTool(), { path: 'src/b.ts' })).text).toBe('b.ts')
  for (const tool of [searchTool(), globTool(), listTool()]) {
    const missing = await shop.use(tool, { pattern: 'x', path: 'none' })
    expect(missing).toMatchObject({ code: 'not_found' })
  }
  const wrong = await shop.use(searchTool({ ripgrep: '/no/such/rg' }), { pattern: 'x' })
  expect(wrong).toMatchObject({ code: 'no_ripgrep' })
})

test('a pattern that would be tried for hours is none', async () => {
  const evil = `${'*a'.repeat(12)}b`
  expect(await shop.use(globTool(), { pattern: evil })).toMatchObject({ code: 'invalid_pattern' })
  const from = performance.now()
  await shop.use(globTool(), { pattern: '!(a|b|!(c))*/**/{a,b,!(x)}*.ts' })
  expect(performance.now() - from).toBeLessThan(2000)
})
