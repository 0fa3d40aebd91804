import { readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { workshop, type Workshop } from '../__fixtures__/workshop.ts'
import { multiEditTool } from './multi-edit.ts'

const tool = multiEditTool()

function known(files: Record<string, string | Uint8Array>): Workshop {
  const shop = workshop()
  for (const [path, content] of Object.entries(files)) {
    shop.write(path, content)
    shop.show(path)
  }
  return shop
}

const edit = (path: string, old_string: string, new_string: string) => ({
  path,
  old_string,
  new_string,
})

test('every edit sees what the one before it left, in every file', async () => {
  const shop = known({ 'a.txt': 'one\n', 'b.txt': 'x x\n' })
  const { text, result } = await shop.use(tool, {
    edits: [
      edit('a.txt', 'one', 'two'),
      edit('./a.txt', 'two', 'three'),
      { ...edit('b.txt', 'x', 'y'), replace_all: true },
    ],
  })
  expect(text).toBe('Edited a.txt in 2 places.\nEdited b.txt in 2 places.')
  expect([shop.read('a.txt'), shop.read('b.txt')]).toEqual(['three\n', 'y y\n'])
  expect(result?.files).toHaveLength(2)
})

test('one that does not fit leaves every file as it was', async () => {
  const shop = known({ 'a.txt': 'one\n', 'b.txt': 'x\n' })
  const edits = [edit('a.txt', 'one', 'two'), edit('b.txt', 'absent', 'y')]
  expect(await shop.use(tool, { edits })).toMatchObject({ code: 'no_match' })
  expect([shop.read('a.txt'), shop.read('b.txt')]).toEqual(['one\n', 'x\n'])
})

test('a file that changed in between keeps all of them from being written', async () => {
  const shop = known({ 'a.txt': 'one\n', 'b.txt': 'x\n' })
  const input = { edits: [edit('a.txt', 'one', 'two'), edit('b.txt', 'x', 'y')] }
  const prepared = await shop.prepare(tool, input)
  expect(prepared.targets).toEqual(['a.txt', 'b.txt'])
  shop.write('b.txt', 'x, changed\n')
  expect(await tool.run(input, prepared, shop.context)).toMatchObject({ code: 'stale' })
  expect(shop.read('a.txt')).toBe('one\n')
  expect(readdirSync(shop.folder).toSorted()).toEqual(['a.txt', 'b.txt'])
})

test('what a person saves while the change is being staged is not lost', async () => {
  const shop = known({ 'a.txt': 'one\n', 'b.txt': 'x\n' })
  const input = { edits: [edit('a.txt', 'one', 'two'), edit('b.txt', 'x', 'y')] }
  const prepared = await shop.prepare(tool, input)
  const running = tool.run(input, prepared, shop.context)
  // The files have been looked at when the first new bytes stand beside them.
  while (readdirSync(shop.folder).length === 2) await new Promise(setImmediate)
  shop.write('b.txt', 'saved by a person\n')
  const result = await running
  const kept = [shop.read('a.txt'), shop.read('b.txt')]
  expect(kept).toEqual(['one\n', 'saved by a person\n'])
  expect(readdirSync(shop.folder).toSorted()).toEqual(['a.txt', 'b.txt'])
  expect(result).toMatchObject({ kind: 'failed', code: 'stale' })
})

test('a link in the place of a folder is noticed, and nothing is written where it leads', async () => {
  const shop = known({ 'real/a.txt': 'one\n' })
  const elsewhere = known({ 'a.txt': 'one\n' })
  const input = { edits: [edit('real/a.txt', 'one', 'two')] }
  const prepared = await shop.prepare(tool, input)
  const { renameSync } = await import('node:fs')
  renameSync(join(shop.folder, 'real'), join(shop.folder, 'moved'))
  symlinkSync(elsewhere.folder, join(shop.folder, 'real'))
  expect(await tool.run(input, prepared, shop.context)).toMatchObject({ kind: 'failed' })
  expect(elsewhere.read('a.txt')).toBe('one\n')
  expect(shop.read('moved/a.txt')).toBe('one\n')
})

const wide = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

test.each([
  ['UTF-16, little end first', wide('héllo\r\nx\r\n', 'le'), wide('hé日lo\r\nx\r\n', 'le')],
  ['UTF-16, big end first', wide('héllo\nx\n', 'be'), wide('hé日lo\nx\n', 'be')],
  ['UTF-8 with a mark', Buffer.from('\uFEFFhéllo\n'), Buffer.from('\uFEFFhé日lo\n')],
])('%s stays what it is', async (_, before, after) => {
  const shop = known({ 'a.txt': before })
  await shop.use(tool, {
    edits: [edit('a.txt', 'l', '日')].map((one) => ({
      ...one,
      old_string: 'él',
      new_string: 'é日',
    })),
  })
  const { readFileSync } = await import('node:fs')
  expect(readFileSync(join(shop.folder, 'a.txt'))).toEqual(after)
})

test('a file of unknown encoding keeps every byte that is not replaced', async () => {
  const before = Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0xff, 0x0a, 0x78, 0x0a])
  const shop = known({ 'a.txt': before })
  for (const [old, fresh] of [
    ['x', 'é'],
    ['é', 'e'],
  ] as const) {
    const { code } = await shop.use(tool, { edits: [edit('a.txt', old, fresh)] })
    expect(code).toBe('unknown_encoding')
  }
  await shop.use(tool, { edits: [edit('a.txt', 'x', 'why')] })
  const { readFileSync } = await import('node:fs')
  const after = readFileSync(join(shop.folder, 'a.txt'))
  expect(after).toEqual(Buffer.concat([before.subarray(0, 7), Buffer.from('why\n')]))
})

test('every line ends as the lines around it do', async () => {
  const cases: [before: string, old: string, fresh: string, after: string][] = [
    ['a\r\nb\r\n', 'a', 'x\ny', 'x\r\ny\r\nb\r\n'],
    ['a\r\nb\r\nc\r\n', 'a\nb', '1\n2', '1\r\n2\r\nc\r\n'],
    ['a\r\nb\nc\n', 'b\nc', 'x\ny', 'a\r\nx\ny\n'],
    ['a\r\nb\r\nc\n', 'b', 'x\ny', 'a\r\nx\r\ny\r\nc\n'],
    ['a\nb\n', 'b\n', 'x\r\n', 'a\nx\r\n'],
    ['a\r\n\r\nb', '\n\nb', '\nb', 'a\r\nb'],
  ]
  for (const [before, old, fresh, after] of cases) {
    const shop = known({ 'a.txt': before })
    await shop.use(tool, { edits: [edit('a.txt', old, fresh)] })
    expect([before, shop.read('a.txt')]).toEqual([before, after])
  }
})
