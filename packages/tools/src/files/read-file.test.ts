import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { searchTool } from '../search/search.ts'
import { hashOf } from './hash-of.ts'
import { readFileTool } from './read-file.ts'

const tool = readFileTool()

test('lines come numbered, with the hash of the whole file', async () => {
  const shop = workshop()
  const path = shop.write('a.txt', 'one\r\ntwo\n\nfour')
  const { text, result } = await shop.use(tool, { path: 'a.txt' })
  expect(text).toBe('1\tone\n2\ttwo\n3\t\n4\tfour')
  expect(result?.files).toEqual([{ path, hash: hashOf('one\r\ntwo\n\nfour') }])
})

test('a range says where it stands and how to go on', async () => {
  const shop = workshop()
  shop.write('a.txt', Array.from({ length: 10 }, (_, at) => `line ${at + 1}\n`).join(''))
  const use = async (offset: number, limit: number) =>
    (await shop.use(tool, { path: 'a.txt', offset, limit })).text
  expect(await use(3, 2)).toBe('3\tline 3\n4\tline 4\n[more lines of 10: continue with offset 5]')
  expect(await use(9, 5)).toBe('9\tline 9\n10\tline 10\n[end of file]')
  expect(await use(11, 5)).toBe('[the file has only 10 lines]')
})

test('an empty file, a folder, a missing file, a pipe and a binary file are told apart', async () => {
  const shop = workshop()
  shop.write('empty', '')
  shop.write('binary', new Uint8Array([1, 2, 0, 3]))
  mkdirSync(join(shop.folder, 'folder'))
  execFileSync('mkfifo', [join(shop.folder, 'pipe')])
  const codeOf = async (path: string) => (await shop.use(tool, { path })).code
  expect((await shop.use(tool, { path: 'empty' })).text).toBe('[the file is empty]')
  expect(await codeOf('folder')).toBe('is_folder')
  expect(await codeOf('none')).toBe('not_found')
  expect(await codeOf('pipe')).toBe('not_a_file')
  expect(await codeOf('binary')).toBe('binary')
  expect(await codeOf('a\0b')).toBe('invalid_path')
})

test('characters are whole wherever a chunk ends, and UTF-16 is read', async () => {
  const shop = workshop()
  shop.write('long.txt', `x${'日本語😀\n'.repeat(40_000)}`)
  expect((await shop.use(tool, { path: 'long.txt', offset: 39_990 })).text).not.toContain('\uFFFD')
  shop.write('wide.txt', Buffer.from('\uFEFFhé\n', 'utf16le'))
  expect((await shop.use(tool, { path: 'wide.txt' })).text).toBe('1\thé')
})

test('a huge file and a huge line cost little memory, and the rest is reachable', async () => {
  const shop = workshop()
  execFileSync(
    'sh',
    ['-c', 'head -c 200000000 /dev/zero | tr "\\0" x >big; echo >>big; echo end >>big'],
    {
      cwd: shop.folder,
    },
  )
  const before = process.memoryUsage().rss
  const first = await shop.use(tool, { path: 'big' })
  expect(first.text).toMatch(/^1\tx{2000} \[\d+ characters left out\]\n2\tend$/)
  expect(first.result?.files).toEqual([])
  expect(process.memoryUsage().rss - before).toBeLessThan(64e6)
})

test('facts say where a path really is', async () => {
  const shop = workshop()
  shop.write('in/a.txt', 'a')
  symlinkSync('/', join(shop.folder, 'root'))
  symlinkSync('in', join(shop.folder, 'link'))
  const inside = await shop.prepare(tool, { path: 'link/a.txt' })
  expect(inside).toMatchObject({ target: 'in/a.txt', outside: false, access: 'read' })
  const outside = await shop.prepare(tool, { path: 'root/etc/hostname' })
  expect(outside).toMatchObject({ target: '/etc/hostname', outside: true })
  expect(await shop.prepare(tool, { path: '../x/../../y' })).toMatchObject({ outside: true })
  expect(await shop.prepare(tool, { path: '..x' })).toMatchObject({ target: '..x', outside: false })
})

test.runIf(process.platform === 'linux')('what a process holds is not read', async () => {
  const shop = workshop()
  symlinkSync('/proc/self/environ', join(shop.folder, 'link'))
  const paths = ['/proc/self/environ', '/proc/thread-self/environ', '/proc/self/mem', 'link']
  for (const path of [...paths, `/proc/${process.ppid}/environ`, '/proc/self/root/proc/1/mem']) {
    const { code, text } = await shop.use(tool, { path })
    expect([path, code]).toEqual([path, 'no_access'])
    expect(text).toContain('where keys may be')
  }
  const other = spawn('/bin/sleep', ['20'], { env: { NEEDLE: 'secret' } })
  await once(other, 'spawn')
  const found = await shop.use(searchTool(), { path: `/proc/${other.pid}`, pattern: 'NEEDLE=' })
  other.kill()
  expect(found.text).not.toContain('secret')
  expect(await shop.use(tool, { path: '/proc/version' })).toMatchObject({ kind: 'done' })
})
