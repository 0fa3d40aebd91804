import { execFileSync } from 'node:child_process'
import { chmodSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeFiles } from '../__fixtures__/eval-world.ts'
import { temporaryFolder } from '../__fixtures__/temporary-folder.ts'
import { digestOf } from './digest-entry.ts'
import { manifestOf } from './manifest.ts'
import { observeFiles } from './observe-files.ts'

test('what changed is seen, and what is expected, and nothing else', async () => {
  using folder = temporaryFolder()
  const root = folder.at('work')
  writeFiles(root, { 'same.txt': 's', 'edit.txt': 'a', 'gone.txt': 'g', '.git/HEAD': 'one' })
  const before = await manifestOf(root)
  writeFiles(root, { 'edit.txt': 'b\r\n', 'new 😀.txt': 'é', '.git/HEAD': 'two' })
  rmSync(join(root, 'gone.txt'))
  const { files, more } = await observeFiles(root, before, ['same.txt', 'never.txt'])
  expect(files).toEqual({
    'edit.txt': { before: digestOf('a'), after: digestOf('b\r\n'), bytes: 3, text: 'b\r\n' },
    'gone.txt': { before: digestOf('g'), after: null, bytes: 0, text: null },
    'never.txt': { before: null, after: null, bytes: 0, text: null },
    'new 😀.txt': { before: null, after: digestOf('é'), bytes: 2, text: 'é' },
    'same.txt': { before: digestOf('s'), after: digestOf('s'), bytes: 1, text: 's' },
  })
  expect(more).toBe(0)
})

test('nothing outside is read, pipes are no files, and what is no text has none', async () => {
  using folder = temporaryFolder()
  const root = folder.at('work')
  writeFiles(folder.path, {
    'secret.txt': 'secret',
    'outside/a.txt': 'secret',
    'work/in.txt': 'in',
  })
  const before = await manifestOf(root)
  symlinkSync('../secret.txt', join(root, 'out.txt'))
  symlinkSync('../outside', join(root, 'way'))
  symlinkSync('in.txt', join(root, 'link.txt'))
  symlinkSync('loop', join(root, 'loop'))
  execFileSync('mkfifo', [join(root, 'pipe')])
  writeFileSync(join(root, 'bytes'), Buffer.from([0xff, 0xfe]))
  writeFileSync(join(root, 'large'), 'x'.repeat(256 * 1024 + 1))
  writeFileSync(join(root, 'closed'), 'c', { mode: 0 })
  writeFiles(root, { 'shut/in.txt': 'x' })
  chmodSync(join(root, 'shut'), 0)
  const named = ['out.txt', 'way/a.txt', 'link.txt', 'pipe', 'loop', 'in.txt/x']
  const { files } = await observeFiles(root, before, named)
  expect(JSON.stringify(files)).not.toContain('secret')
  for (const path of ['out.txt', 'way/a.txt', 'pipe', 'loop', 'in.txt/x']) {
    expect(files[path]).toMatchObject({ after: null, text: null })
  }
  expect(files['link.txt']?.text).toBe('in')
  expect(files['bytes']).toMatchObject({ bytes: 2, text: null })
  expect(files['large']).toMatchObject({ text: null })
  expect(files['shut/in.txt']).toMatchObject({ text: 'x' })
})

test('of very many changed files the first are kept and the others are counted', async () => {
  using folder = temporaryFolder()
  const names = Array.from({ length: 2005 }, (_, index) => `f${String(index).padStart(4, '0')}`)
  writeFiles(folder.at('work'), Object.fromEntries(names.map((name) => [name, name])))
  const { files, more } = await observeFiles(folder.at('work'), {}, ['f2004'])
  expect([Object.keys(files).length, more]).toEqual([2001, 4])
})
