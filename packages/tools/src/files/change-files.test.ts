import { chmodSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { textOf, workshop, type Workshop } from '../__fixtures__/workshop.ts'
import { editTool } from './edit.ts'
import { hashOf } from './hash-of.ts'
import { multiEditTool } from './multi-edit.ts'
import { stagedPath } from './staged-write.ts'
import { writeFileTool } from './write-file.ts'

const edit = editTool()
const write = writeFileTool()

/** A file the model has read. */
const known = (content: string): Workshop => {
  const shop = workshop()
  shop.write('a.txt', content)
  shop.show('a.txt')
  return shop
}
const change = (old_string: string, new_string: string, more = {}) => ({
  path: 'a.txt',
  old_string,
  new_string,
  ...more,
})

describe('edit', () => {
  test('replaces text by text', async () => {
    const shop = known('a $x b')
    await shop.use(edit, change('$x', "$& $1 $$ $' \\n"))
    expect(shop.read('a.txt')).toBe("a $& $1 $$ $' \\n b")
  })

  test('wants one place, or all of them', async () => {
    const shop = known('x\ny x\nz\nx')
    const refused = await shop.use(edit, change('x', 'w'))
    expect(refused).toMatchObject({ code: 'not_unique' })
    expect(refused.text).toContain('3 times (lines 1, 2, 4)')
    expect((await shop.use(edit, change('x', 'w', { replace_all: true }))).text).toContain(
      '3 places',
    )
    expect(shop.read('a.txt')).toBe('w\ny w\nz\nw')
  })

  test('answers a near miss with the closest lines', async () => {
    const shop = known('import a\n\nfunction run(input) {\n    return input + 1\n}\n')
    const { code, text } = await shop.use(
      edit,
      change('function run(input) {\n  return input + 2', 'x'),
    )
    expect(code).toBe('no_match')
    expect(text).toContain('3\tfunction run(input) {\n4\t    return input + 1')
    expect((await shop.use(edit, change('quite unlike', 'x'))).text).toContain(
      'There is nothing like it',
    )
  })

  test('keeps byte order mark, line ends and mode', async () => {
    const shop = known('\uFEFFone\r\ntwo\r\nthree\r\n')
    chmodSync(join(shop.folder, 'a.txt'), 0o755)
    await shop.use(edit, change('one\ntwo', '1\n$&2'))
    expect(shop.read('a.txt')).toBe('\uFEFF1\r\n$&2\r\nthree\r\n')
    expect(statSync(join(shop.folder, 'a.txt')).mode & 0o777).toBe(0o755)
  })

  test('shows a diff before it happens', async () => {
    const shop = known('one\ntwo\n')
    const { preview, locks } = await shop.prepare(edit, change('two', '2'))
    expect(preview).toContain('--- a/a.txt\n')
    expect(preview).toContain('-two\n+2\n')
    expect(locks).toEqual([join(shop.folder, 'a.txt')])
    expect(shop.read('a.txt')).toBe('one\ntwo\n')
  })

  test('refuses a file the model has not read, or not as it is', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one')
    expect(await shop.use(edit, change('one', '1'))).toMatchObject({ code: 'not_read' })
    shop.show('a.txt')
    shop.write('a.txt', 'one more')
    expect(await shop.use(edit, change('one', '1'))).toMatchObject({ code: 'stale' })
    expect(await shop.use(edit, { ...change('a', 'b'), path: 'none' })).toMatchObject({
      code: 'not_found',
    })
    expect(await shop.use(edit, change('one', 'one'))).toMatchObject({ kind: 'failed' })
  })

  test('does nothing to a file that changed between the look and the act', async () => {
    const shop = known('one')
    const prepared = await shop.prepare(edit, change('one', '1'))
    shop.write('a.txt', 'one, changed')
    expect(await edit.run(change('one', '1'), prepared, shop.context)).toMatchObject({
      kind: 'failed',
      code: 'stale',
    })
    rmSync(join(shop.folder, 'a.txt'))
    expect(await edit.run(change('one', '1'), prepared, shop.context)).toMatchObject({
      code: 'stale',
    })
  })

  test('of the same turn follow one another in the same file', async () => {
    const shop = known('one two')
    const first = await shop.prepare(edit, change('one', '1'))
    const second = await shop.prepare(edit, change('two', '2'))
    const result = await edit.run(change('one', '1'), first, shop.context)
    for (const { path, hash } of result.files ?? []) shop.seen.set(path, hash)
    expect(await edit.run(change('two', '2'), second, shop.context)).toMatchObject({ kind: 'done' })
    expect(shop.read('a.txt')).toBe('1 2')
  })

  test('is told why when the edit before it left no place for it', async () => {
    const shop = known('one two')
    const first = await shop.prepare(edit, change('one', '1'))
    const second = await shop.prepare(edit, change('one two', '2'))
    const result = await edit.run(change('one', '1'), first, shop.context)
    for (const { path, hash } of result.files ?? []) shop.seen.set(path, hash)
    const refused = await edit.run(change('one two', '2'), second, shop.context)
    expect(refused).toMatchObject({ kind: 'failed', code: 'no_match' })
    expect(textOf(refused)).toContain('Nothing was written.')
  })

  test('names the file that somebody else changed to the very same', async () => {
    const shop = known('one')
    const prepared = await shop.prepare(edit, change('one', '1'))
    shop.write('a.txt', '1')
    const refused = await edit.run(change('one', '1'), prepared, shop.context)
    expect(refused).toMatchObject({ kind: 'failed', code: 'stale' })
    expect(textOf(refused)).toContain('a.txt was changed by something else')
  })

  test('never parts a character', async () => {
    const shop = known('a 😀 b')
    const half = '😀'.slice(0, 1)
    expect(await shop.use(edit, change(half, ''))).toMatchObject({ code: 'invalid_text' })
    expect(await shop.use(edit, change('a', half))).toMatchObject({ code: 'invalid_text' })
    expect(shop.read('a.txt')).toBe('a 😀 b')
  })
})

describe('write_file', () => {
  test('creates a file with its folders, and says so', async () => {
    const shop = workshop()
    const { result } = await shop.use(write, { path: 'x/y/z.txt', content: 'a\nb\n' })
    const path = join(shop.folder, 'x/y/z.txt')
    const before = { hash: null, folder: join(shop.folder, 'x') }
    expect(result?.files).toEqual([{ path, hash: hashOf('a\nb\n'), change: 'created', before }])
    expect(readdirSync(join(shop.folder, 'x/y'))).toEqual(['z.txt'])
  })

  test('counts its lines', async () => {
    const shop = workshop()
    const textFor = async (path: string, content: string) =>
      (await shop.use(write, { path, content })).text
    expect(await textFor('.env', 'A=1\n')).toBe('Created .env (1 line).')
    expect(await textFor('b', 'a\nb')).toBe('Created b (2 lines).')
  })

  test('shows a path outside the workspace as it is', async () => {
    const shop = workshop()
    const path = join(workshop().folder, 'a.txt')
    const { preview } = await shop.prepare(write, { path, content: 'a\n' })
    expect(preview).toContain(`--- /dev/null\n+++ ${path}\n`)
  })

  test('replaces only what the model has read', async () => {
    const shop = workshop()
    shop.write('a.txt', 'old')
    expect(await shop.use(write, { path: 'a.txt', content: 'new' })).toMatchObject({
      code: 'not_read',
    })
    shop.show('a.txt')
    expect(await shop.use(write, { path: 'a.txt', content: 'new' })).toMatchObject({ kind: 'done' })
    expect(await shop.use(write, { path: 'a.txt', content: 'newer' })).toMatchObject({
      kind: 'done',
    })
  })

  test('does not create what somebody else created meanwhile', async () => {
    const shop = workshop()
    const input = { path: 'a.txt', content: 'mine' }
    const prepared = await shop.prepare(write, input)
    shop.write('a.txt', 'theirs')
    expect(await write.run(input, prepared, shop.context)).toMatchObject({ code: 'stale' })
    expect(shop.read('a.txt')).toBe('theirs')
  })

  test('writes through links, says where they lead, and notices when they lead elsewhere', async () => {
    const shop = workshop()
    const other = workshop()
    shop.write('real/a.txt', 'old')
    symlinkSync('real', join(shop.folder, 'link'))
    shop.show('real/a.txt')
    const input = { path: 'link/a.txt', content: 'new' }
    const prepared = await shop.prepare(write, input)
    expect(prepared).toMatchObject({ target: 'real/a.txt', outside: false })
    rmSync(join(shop.folder, 'link'))
    symlinkSync(other.folder, join(shop.folder, 'link'))
    expect(await write.run(input, prepared, shop.context)).toMatchObject({ code: 'stale' })
    expect(await shop.prepare(write, input)).toMatchObject({ outside: true })
    symlinkSync('/nowhere/file', join(shop.folder, 'dangling'))
    const refused = await shop.use(write, { path: 'dangling', content: '' })
    expect(refused).toMatchObject({ kind: 'failed', code: 'not_found' })
    expect(refused.text).toContain('leads to a place that does not exist')
  })

  test('recovers by looking: done, to be done, or neither', async () => {
    const shop = known('old')
    const input = { path: 'a.txt', content: 'new' }
    const prepared = await shop.prepare(write, input)
    expect(await write.recover?.(input, prepared, shop.context)).toBeUndefined()
    shop.write('a.txt', 'new')
    expect(await write.recover?.(input, prepared, shop.context)).toMatchObject({
      kind: 'done',
      files: [{ hash: hashOf('new'), change: 'modified' }],
    })
    shop.write('a.txt', 'other')
    const neither = await write.recover?.(input, prepared, shop.context)
    expect(neither).toMatchObject({ kind: 'failed', code: 'stale' })
    expect(neither && textOf(neither)).toContain('neither')
  })

  test('recovers without what was only begun to be staged, and leaves none of it', async () => {
    const shop = known('old')
    const other = shop.write('b.txt', 'old')
    shop.show('b.txt')
    const edits = ['a.txt', 'b.txt'].map((path) => ({ ...change('old', 'new'), path }))
    const tool = multiEditTool()
    const prepared = await shop.prepare(tool, { edits })
    // One file is what it was to be, but not by this change.
    shop.write('a.txt', 'new')
    const staged = stagedPath(other, shop.context.key)
    writeFileSync(staged, 'ne')
    expect(await tool.recover?.({ edits }, prepared, shop.context)).toMatchObject({
      kind: 'failed',
      code: 'half_done',
    })
    expect(shop.read('b.txt')).toBe('old')
    writeFileSync(staged, 'new')
    shop.write('a.txt', 'other')
    expect(await tool.recover?.({ edits }, prepared, shop.context)).toMatchObject({ code: 'stale' })
    expect(readdirSync(shop.folder).toSorted()).toEqual(['a.txt', 'b.txt'])
  })

  test('a name may be as long as the file system lets it be', async () => {
    const shop = workshop()
    for (const path of ['x'.repeat(255), '語'.repeat(85), '😀'.repeat(63)]) {
      expect(await shop.use(write, { path, content: path })).toMatchObject({ kind: 'done' })
      expect(shop.read(path)).toBe(path)
    }
    expect(await shop.use(write, { path: 'x'.repeat(256), content: '' })).toMatchObject({
      code: 'invalid_path',
    })
  })

  test('what would change nothing is told of which file', async () => {
    const shop = known('same')
    const { code, text } = await shop.use(write, { path: 'a.txt', content: 'same' })
    expect([code, text]).toEqual(['no_change', 'This would change nothing in a.txt.'])
  })

  test('an aborted write writes nothing', async () => {
    const shop = workshop()
    const input = { path: 'a.txt', content: 'x' }
    const prepared = await shop.prepare(write, input)
    const context = { ...shop.context, signal: AbortSignal.abort('cancel') }
    expect(await write.run(input, prepared, context)).toMatchObject({ code: 'cancelled' })
    expect(readdirSync(shop.folder)).toEqual([])
  })
})

test('an edit whose place overlaps itself is not unique', async () => {
  const shop = known('}\n}\n}\n')
  expect(await shop.use(edit, change('}\n}\n', 'x'))).toMatchObject({ code: 'not_unique' })
  await shop.use(edit, change('}\n', 'x', { replace_all: true }))
  expect(shop.read('a.txt')).toBe('xxx')
})

test('what would be too large, or half a character, or a folder is not written', async () => {
  const shop = known('a'.repeat(1_000_000))
  const grown = await shop.use(edit, change('a', 'b'.repeat(1000), { replace_all: true }))
  expect(grown.code).toBe('too_large')
  const codeOf = async (path: string, content: string) =>
    (await shop.use(write, { path, content })).code
  expect(await codeOf('b.txt', 'half \ud83d')).toBe('invalid_text')
  expect(await codeOf('folder/', 'x')).toBe('is_folder')
  expect(await codeOf('c.txt', 'x'.repeat(17 * 1024 * 1024))).toBe('too_large')
})
