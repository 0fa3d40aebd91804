import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { workshop, type Workshop } from '../__fixtures__/workshop.ts'
import { applyPatchTool } from './apply-patch.ts'

const tool = applyPatchTool()
const apply = (shop: Workshop, patch: string) => shop.use(tool, { patch })

describe('a unified diff', () => {
  test('of git: changed, new, deleted and renamed files', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\ntwo\nthree')
    shop.write('old.txt', 'x\n')
    shop.write('from.txt', 'same\n')
    const { text } = await apply(
      shop,
      [
        'diff --git a/a.txt b/a.txt',
        'index 1..2 100644',
        '--- a/a.txt',
        '+++ b/a.txt',
        '@@ -1,3 +1,3 @@ words',
        ' one',
        '-two',
        '-three',
        '\\ No newline at end of file',
        '+2',
        '+three',
        'diff --git a/n.txt b/n.txt',
        'new file mode 100644',
        '--- /dev/null',
        '+++ b/n.txt',
        '@@ -0,0 +1 @@',
        '+new',
        '\\ No newline at end of file',
        'diff --git a/old.txt b/old.txt',
        'deleted file mode 100644',
        '--- a/old.txt',
        '+++ /dev/null',
        '@@ -1 +0,0 @@',
        '-x',
        'diff --git a/from.txt b/to.txt',
        'similarity index 100%',
        'rename from from.txt',
        'rename to to.txt',
        '',
      ].join('\n'),
    )
    expect(text).toBe('Applied: M a.txt, A n.txt, D old.txt, R from.txt to to.txt.')
    expect(shop.read('a.txt')).toBe('one\n2\nthree\n')
    expect(shop.read('n.txt')).toBe('new')
    expect(readdirSync(shop.folder).toSorted()).toEqual(['a.txt', 'n.txt', 'to.txt'])
  })

  test('goes where its lines are, the nearest to where it says', async () => {
    const shop = workshop()
    shop.write('a.txt', 'new\n'.repeat(3) + 'a\nx\nb\n'.repeat(3))
    await apply(shop, '--- a.txt\n+++ a.txt\n@@ -5 +5 @@\n-x\n+y\n')
    expect(shop.read('a.txt')).toBe('new\nnew\nnew\na\ny\nb\na\nx\nb\na\nx\nb\n')
  })

  test('guesses no whitespace, and keeps the line ends of the file', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\r\n\ttwo\r\n')
    expect(await apply(shop, '--- a.txt\n+++ a.txt\n@@ -2 +2 @@\n-  two\n+2\n')).toMatchObject({
      code: 'no_match',
    })
    await apply(shop, '--- a.txt\n+++ a.txt\n@@ -2 +2,2 @@\n-\ttwo\n+2\n+3\n')
    expect(shop.read('a.txt')).toBe('one\r\n2\r\n3\r\n')
  })

  test.each([
    ['--- a\n+++ b\n@@ -1 +1 @@\n-x', /Line 4 of the patch: the hunk of line 3 is cut off/],
    ['--- a\n+++ b\n@@ what @@\n', /Line 3 of the patch: a hunk begins with @@ -LINE/],
    ['--- a\n+++ b\n@@ -1 +1 @@\n-x\n-y\n', /other counts of lines/],
    ['diff --git a/x b/x\nGIT binary patch\n', /binary files are not patched/],
    [
      '--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n+z\n',
      /Line 6 of the patch: the hunk of line 3 has other/,
    ],
    ['--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n\n+z\n', /Line 7 of the patch: a line behind the end/],
    ['diff --git a/x b/x\nold mode 100644\nnew mode 100755\n', /Line 3 .* use chmod/],
    ['diff --git a/x b/x\nnew file mode 120000\n', /Line 2 .*links/],
    ['diff --git a/x b/y\ncopy from x\ncopy to y\n', /Line 2 .*not copied/],
    ['diff --git a/x b/x\n', /Line 1 of the patch: it says neither/],
    ['*** Update File: a\n--- x\n', /Line 1 of the patch: a patch begins with/],
    ['--- /dev/null\n+++ /dev/null\n', /no side of it is a file/],
  ])('that is wrong is refused with its line: %j', async (patch, message) => {
    const { kind, text } = await apply(workshop(), patch)
    expect(kind).toBe('failed')
    expect(text).toMatch(message)
  })

  test('makes and deletes empty files, and programs', async () => {
    const shop = workshop()
    shop.write('gone.py', '')
    const { text } = await apply(
      shop,
      [
        'diff --git a/new one.py b/new one.py',
        'new file mode 100644',
        'index 0000000..e69de29',
        'diff --git a/gone.py b/gone.py',
        'deleted file mode 100644',
        'index e69de29..0000000',
        'diff --git a/run b/run',
        'new file mode 100755',
        '--- /dev/null',
        '+++ b/run',
        '@@ -0,0 +1 @@',
        '+#!/bin/sh',
      ].join('\n'),
    )
    expect(text).toBe('Applied: A new one.py, D gone.py, A run.')
    expect([shop.read('new one.py'), shop.read('run')]).toEqual(['', '#!/bin/sh\n'])
    expect(statSync(join(shop.folder, 'run')).mode & 0o777).toBe(0o755)
    expect(existsSync(join(shop.folder, 'gone.py'))).toBe(false)
  })

  test('without /dev/null knows a file that is not there by its time', async () => {
    const shop = workshop()
    shop.write('old.txt', 'x\n')
    const never = '1969-12-31 19:00:00.000000000 -0500'
    const { text } = await apply(
      shop,
      `--- new.txt\t${never}\n+++ new.txt\t2026-01-01 00:00:00 +0000\n@@ -0,0 +1 @@\n+y\n` +
        `--- old.txt\t2026-01-01 00:00:00 +0000\n+++ old.txt\t${never}\n@@ -1 +0,0 @@\n-x\n`,
    )
    expect(text).toBe('Applied: A new.txt, D old.txt.')
  })

  test.each([
    ['a/x', 'b/x', 'x'],
    ['i/x', 'w/x', 'x'],
    ['x', 'x', 'x'],
    ['a/x', 'a/x', 'a/x'],
    ['x.orig', 'x', 'x'],
    ['"a/\\303\\251\\t"', '"b/\\303\\251\\t"', 'é\t'],
  ])('of %s and %s changes %s', async (from, to, path) => {
    const shop = workshop()
    shop.write(path, 'one\n')
    await apply(shop, `--- ${from}\n+++ ${to}\n@@ -1 +1 @@\n-one\n+two\n`)
    expect(shop.read(path)).toBe('two\n')
  })

  test('at the end of a file goes nowhere else', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\ntwo\nthree\n')
    const end = '\\ No newline at end of file'
    const { code } = await apply(
      shop,
      `--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n one\n-two\n${end}\n+2\n${end}\n`,
    )
    expect(code).toBe('no_match')
    expect(shop.read('a.txt')).toBe('one\ntwo\nthree\n')
  })

  test('leaves a last line without an end as it is, where it is context', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\ntwo')
    await apply(shop, '--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n-one\n+1\n two\n')
    expect(shop.read('a.txt')).toBe('1\ntwo')
  })

  test('with returns of its own makes line ends what it says', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\r\ntwo\r\n')
    await apply(
      shop,
      '--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n-one\r\n+one\n two\r\n' +
        '--- /dev/null\n+++ b.txt\n@@ -0,0 +1 @@\n+x\r\n',
    )
    expect([shop.read('a.txt'), shop.read('b.txt')]).toEqual(['one\ntwo\r\n', 'x\r\n'])
    await apply(shop, '--- a.txt\r\n+++ a.txt\r\n@@ -1 +1 @@\r\n-one\r\n+1\r\n')
    expect(shop.read('a.txt')).toBe('1\ntwo\r\n')
  })

  test('may hold lines of the other format, and words between its files', async () => {
    const shop = workshop()
    shop.write('a.md', '*** Begin Patch\nx\n')
    shop.write('b.md', 'y\n')
    await apply(
      shop,
      'commit 1\n\n    words\n\n--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n *** Begin Patch\n-x\n+X\n\n' +
        'commit 2\n\n    words\n---\n b.md | 2 +-\n\ndiff --git a/b.md b/b.md\nindex 1..2 100644\n' +
        '--- a/b.md\n+++ b/b.md\n@@ -1 +1 @@\n-y\n+Y\n-- \n2.50.0\n',
    )
    expect([shop.read('a.md'), shop.read('b.md')]).toEqual(['*** Begin Patch\nX\n', 'Y\n'])
  })

  test('that deletes or renames does so to the file it shows, and replaces no other', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\nmore\n')
    shop.write('b.txt', 'b\n')
    const gone = '--- a/a.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n'
    const renamed = 'diff --git a/a.txt b/b.txt\nrename from a.txt\nrename to b.txt\n'
    expect(await apply(shop, gone)).toMatchObject({ code: 'no_match' })
    expect(await apply(shop, renamed)).toMatchObject({ code: 'exists' })
    expect([shop.read('a.txt'), shop.read('b.txt')]).toEqual(['one\nmore\n', 'b\n'])
  })

  test('that creates a file which is there does not replace it', async () => {
    const shop = workshop()
    shop.write('a.txt', 'mine\n')
    const { code } = await apply(shop, '--- /dev/null\n+++ b/a.txt\n@@ -0,0 +1 @@\n+theirs\n')
    expect(code).toBe('exists')
    expect(shop.read('a.txt')).toBe('mine\n')
  })
})
